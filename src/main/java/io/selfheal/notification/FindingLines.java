package io.selfheal.notification;

import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the evidence says. */
final class FindingLines {
  /** More than that is no answer at 3 am; the thread has them all. */
  private static final int SHOWN = 2;

  /** Below that it is a hint, for who has time. */
  private static final int SURE = 50;

  private static final int MOST = 10;

  private FindingLines() {}

  static Stream<Line> brief(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.confidence() >= SURE)
        .limit(SHOWN)
        .map(finding -> Line.of("Finding", Foreign.sentence(finding.sentence())));
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
