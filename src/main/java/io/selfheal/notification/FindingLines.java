package io.selfheal.notification;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Incident;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the evidence says. */
final class FindingLines {
  /** More than that is no answer at 3 am; the thread has them all. */
  private static final int SHOWN = 2;

  private static final int MOST = 10;

  private FindingLines() {}

  /** Once all of the evidence was read, the report is there: then that is the last word. */
  static List<Line> brief(Incident incident, List<Finding> findings) {
    List<Line> sure =
        findings.stream()
            .filter(Finding::conclusive)
            .limit(SHOWN)
            .map(finding -> Line.of("Finding", Foreign.sentence(finding.sentence())))
            .toList();
    return sure.isEmpty() && read(incident)
        ? List.of(Line.of("Finding", "nothing conclusive in the evidence"))
        : sure;
  }

  static boolean read(Incident incident) {
    return incident.artefacts().stream()
        .anyMatch(artefact -> artefact.kind() == ArtefactKind.REPORT);
  }

  /** Each with its figures. */
  static List<Line> whole(List<Finding> findings) {
    List<Line> lines = new ArrayList<>();
    findings.stream().limit(MOST).map(FindingLines::backed).forEach(lines::add);
    if (findings.size() > MOST) {
      lines.add(Line.of("And", (findings.size() - MOST) + " more in the report"));
    }
    return lines;
  }

  private static Line backed(Finding finding) {
    String figures = finding.backing().stream().collect(Collectors.joining("; "));
    String text = finding.sentence() + " (" + finding.confidence() + " % sure: " + figures + ")";
    return Line.of("Finding", Foreign.sentence(text));
  }
}
