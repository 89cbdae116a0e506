package io.selfheal.notification;

import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Target;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a person should do now; a command is made only of names that the API server confirmed. */
final class Advice {
  private static final Set<String> REPLACED =
      Set.of(FailureReason.TARGET_CHANGED.slug(), FailureReason.CONTAINER_NOT_RUNNING.slug());

  private Advice() {}

  static String of(Incident incident) {
    Optional<Outcome> outcome = incident.progress().conclusion().map(Conclusion::outcome);
    return outcome.map(end -> afterwards(end, incident)).orElseGet(() -> meanwhile(incident));
  }

  private static String meanwhile(Incident incident) {
    return incident
        .progress()
        .deferral()
        .map(wait -> waiting(wait, incident))
        .orElse("Nothing: this message follows along.");
  }

  private static String waiting(Deferral wait, Incident incident) {
    return wait.asksPeople()
        ? "Decide: self-heal approve " + incident.id() + ", or with --deny to keep the pod."
        : "Nothing yet: it is asked again by itself while the alert fires.";
  }

  private static String afterwards(Outcome outcome, Incident incident) {
    return switch (outcome) {
      case HEALED ->
          incident.artefacts().isEmpty()
              ? "Nothing tonight."
              : "Nothing tonight; look for the cause in the evidence.";
      case NOT_HEALED -> "Look at the workload now" + command(incident, "get pods", "") + ".";
      case EVIDENCE_TAKEN -> "The pod was left running: read the evidence and decide.";
      case OBSERVED -> "The alert is yours: the rule only observes.";
      case REFUSED -> "The alert is yours: it will not be asked again.";
      case EVIDENCE_FAILED -> withoutEvidence(incident);
      case RESOLVED_MEANWHILE -> "Nothing: the alert went away before the pod was touched.";
      case JOINED -> "Nothing: follow the other incident.";
      case FAILED -> "Look at the pod, and at the responder's log for this incident.";
    };
  }

  private static String withoutEvidence(Incident incident) {
    return replaced(incident)
        ? "Nothing: the pod or its container was replaced meanwhile."
        : "The pod was left alone: look at it, then remove it by hand"
            + command(incident, "delete pod", " " + pod(incident))
            + ".";
  }

  /** By now the name may be that of a healthy pod. */
  private static boolean replaced(Incident incident) {
    Stream<String> ended =
        incident.progress().conclusion().map(end -> end.reason().code()).stream();
    Stream<String> failed =
        incident.artefacts().stream()
            .flatMap(artefact -> artefact.failure().stream())
            .map(failure -> failure.reason().slug());
    return Stream.concat(ended, failed).anyMatch(REPLACED::contains);
  }

  private static String command(Incident incident, String verb, String object) {
    return incident
        .target()
        .map(target -> " (kubectl -n " + target.pod().namespace() + " " + verb + object + ")")
        .orElse("");
  }

  private static String pod(Incident incident) {
    return incident.target().map(Target::pod).map(pod -> pod.name()).orElse("");
  }
}
