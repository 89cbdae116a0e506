package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Stage;
import io.selfheal.notification.IncidentMessage.Line;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long each stage took, as far as it was reached. */
final class Timing {
  private Timing() {}

  static List<Line> of(Incident incident) {
    List<String> parts =
        Stream.of(
                took(incident, "checks", Stage.RECEIVED, Stage.ADMITTED),
                took(incident, "evidence", Stage.ADMITTED, Stage.EVIDENCE_SECURED),
                took(incident, "removal", Stage.EVIDENCE_SECURED, Stage.POD_TERMINATED),
                took(incident, "recovery", Stage.POD_TERMINATED, Stage.RECOVERY_OBSERVED),
                took(incident, "in all", Stage.RECEIVED, Stage.CLOSED))
            .flatMap(Optional::stream)
            .toList();
    return parts.isEmpty() ? List.of() : List.of(Line.of("Time", String.join(" · ", parts)));
  }

  private static Optional<String> took(Incident incident, String what, Stage from, Stage to) {
    return incident.between(from, to).map(time -> what + " " + Amount.took(time));
  }
}
