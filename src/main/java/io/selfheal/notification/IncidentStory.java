package io.selfheal.notification;

import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.rules.Subject;
import io.selfheal.triage.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns an incident into what people are told. Pure: the same incident, the same message. */
final class IncidentStory {
  private IncidentStory() {}

  /**
   * @param subject what the rule book reads from the incident's alert
   * @param findings what the evidence says, the surest first
   */
  static IncidentMessage tell(Incident incident, Subject subject, List<Finding> findings) {
    SubjectLines whom = new SubjectLines(incident, subject);
    return new IncidentMessage(
        incident.id(),
        Tone.of(incident),
        Headline.of(incident, subject),
        summary(incident, whom),
        List.of(
            Stream.of(
                    why(incident).stream(),
                    FindingLines.brief(incident, findings).stream(),
                    advice(incident))
                .flatMap(lines -> lines)
                .toList(),
            whom.lines(),
            EvidenceLines.brief(incident.artefacts()),
            Timing.of(incident),
            AlertLinks.of(incident.origin().alert())));
  }

  private static String summary(Incident incident, SubjectLines whom) {
    String alert = whom.alert() + " on " + whom.pod();
    return why(incident).map(line -> alert + ". " + line).orElse(alert);
  }

  private static Optional<Line> why(Incident incident) {
    Optional<Line> ending = incident.progress().conclusion().map(IncidentStory::ending);
    return ending.or(() -> incident.progress().deferral().map(IncidentStory::waiting));
  }

  static Line ending(Conclusion end) {
    String sentence = Foreign.sentence(end.reason().sentence());
    return switch (end.outcome()) {
      case HEALED -> Line.of("Recovered", "yes, " + sentence);
      case NOT_HEALED -> Line.of("Recovered", "no, " + sentence);
      case EVIDENCE_TAKEN, OBSERVED, REFUSED, EVIDENCE_FAILED, RESOLVED_MEANWHILE, JOINED, FAILED ->
          Line.of("Why", sentence);
    };
  }

  private static Line waiting(Deferral deferral) {
    return Line.of(
        "Waiting",
        Foreign.sentence(deferral.reason().sentence())
            + " (waiting since "
            + Amount.at(deferral.since())
            + ")");
  }

  private static Stream<Line> advice(Incident incident) {
    return Stream.of(Line.of("To do", Advice.of(incident)));
  }
}
