package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an incident is worth a message: from its admission on, at a deferral, and at its end.
 * What the gates turned away, or a storm outlasted, is said once an hour for each workload (or pod)
 * and reason.
 */
final class Coalescing {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** The reason of those that only waited for a storm to end. */
  private static final String STORM = "storm";

  private final Outbox outbox;

  Coalescing(Outbox outbox) {
    this.outbox = outbox;
  }

  static boolean due(Incident incident) {
    return incident.stage().compareTo(Stage.ADMITTED) >= 0
        || incident.progress().deferral().isPresent();
  }

  /** A message that failed to go out keeps its right to. */
  boolean worthSaying(PendingMessage pending, Subject subject, Instant now) {
    Incident incident = pending.incident();
    boolean settled = pending.posted() || pending.attempts() > 0;
    return settled
        || key(incident, subject)
            .map(key -> outbox.sayOnce(incident.id(), key, now, WINDOW))
            .orElse(true);
  }

  private static Optional<String> key(Incident incident, Subject subject) {
    return turnedAway(incident)
        .map(
            reason ->
                "turned away/" + new SubjectLines(incident, subject).whom() + "/" + reason.code());
  }

  private static Optional<Reason> turnedAway(Incident incident) {
    Progress progress = incident.progress();
    Optional<Reason> refusal =
        progress
            .conclusion()
            .filter(end -> end.outcome() == Outcome.REFUSED || end.outcome() == Outcome.JOINED)
            .map(end -> end.reason());
    if (progress.reached().containsKey(Stage.ADMITTED)) {
      return refusal.filter(reason -> reason.code().equals(STORM));
    }
    return refusal.or(() -> progress.deferral().map(deferral -> deferral.reason()));
  }
}
