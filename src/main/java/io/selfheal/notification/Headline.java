package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Target;
import io.selfheal.rules.Subject;

/** A message's first line: the verdict, then whom it is about. */
final class Headline {
  private Headline() {}

  static String of(Incident incident, Subject subject) {
    return verdict(incident) + ": " + whom(incident, subject);
  }

  private static String verdict(Incident incident) {
    if (incident.progress().conclusion().isPresent()) {
      return verdict(incident.progress().conclusion().get().outcome());
    }
    return incident
        .progress()
        .deferral()
        .map(wait -> wait.asksPeople() ? "Approval wanted" : "Waiting")
        .orElseGet(() -> underWay(incident));
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome) {
      case HEALED -> "Healed";
      case NOT_HEALED -> "Not healed";
      case EVIDENCE_TAKEN -> "Evidence taken";
      case OBSERVED -> "Observed";
      case REFUSED -> "Refused";
      case EVIDENCE_FAILED -> "Evidence failed";
      case RESOLVED_MEANWHILE -> "Resolved meanwhile";
      case JOINED -> "Already being dealt with";
      case FAILED -> "Failed";
    };
  }

  private static String underWay(Incident incident) {
    Stage stage = incident.stage();
    return switch (stage) {
      case RECEIVED, MATCHED -> "Received";
      case ADMITTED -> "Responding";
      case EVIDENCE_SECURED ->
          incident.artefacts().isEmpty() ? "Removing the pod" : "Evidence secured";
      case POD_TERMINATED -> "Pod removed, waiting for its replacement";
      case RECOVERY_OBSERVED, CLOSED -> "Closing";
    };
  }

  private static String whom(Incident incident, Subject subject) {
    String pod = subject.pod().isEmpty() ? incident.origin().alert().name() : subject.pod();
    return Foreign.name(incident.target().map(Target::workload).map(w -> w.name()).orElse(pod));
  }
}
