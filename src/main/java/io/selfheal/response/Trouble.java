package io.selfheal.response;

import io.selfheal.incident.Deferral;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.safety.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of an incident that cannot go on now: it waits and is asked again, until it has
 * waited too long, and is then refused with the reason that it waited for.
 */
final class Trouble {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Duration deferFor;
  private final Clock clock;

  Trouble(Duration deferFor, Clock clock) {
    this.deferFor = deferFor;
    this.clock = clock;
  }

  /** Asked again at that time, or when it has waited for too long, whichever comes first. */
  StepOutcome defer(Incident incident, Reason reason, Instant retryAt) {
    Instant now = clock.instant();
    Instant end = incident.progress().deferral().map(Deferral::since).orElse(now).plus(deferFor);
    return now.isBefore(end)
        ? StepOutcome.defer(incident, reason, now, retryAt.isBefore(end) ? retryAt : end)
        : tooLong(reason);
  }

  /** What has waited for too long acts no more, whatever the gates say by now. */
  Optional<StepOutcome> overdue(Incident incident) {
    return incident
        .progress()
        .deferral()
        .filter(wait -> !clock.instant().isBefore(wait.since().plus(deferFor)))
        .map(wait -> tooLong(wait.reason()));
  }

  private StepOutcome tooLong(Reason reason) {
    String sentence =
        reason.sentence()
            + " It has waited for "
            + deferFor.toMinutes()
            + " min; the setting limits.deferFor allows no more.";
    return StepOutcome.giveUp(Outcome.REFUSED, new Reason(reason.code(), sentence));
  }

  /** What becomes of an incident that a verdict does not let go on; empty when it may. */
  Optional<StepOutcome> stopped(Incident incident, Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      Outcome outcome = incident.resolved() ? Outcome.RESOLVED_MEANWHILE : Outcome.REFUSED;
      return Optional.of(StepOutcome.giveUp(outcome, refused.reason()));
    }
    return verdict instanceof Verdict.Deferred deferred
        ? Optional.of(defer(incident, deferred.reason(), deferred.retryAt()))
        : overdue(incident);
  }

  /** The same for what the ledger's facts do not allow. */
  StepOutcome denied(Incident incident, FactCheck.Denial denial) {
    return denial
        .retryAt()
        .map(retryAt -> defer(incident, denial.reason(), retryAt))
        .orElseGet(() -> refuse(denial.reason()));
  }

  StepOutcome cluster(Incident incident, ClusterException trouble) {
    String code = "cluster-" + trouble.reason().slug();
    Reason reason = new Reason(code, trouble.getMessage());
    return mayPass(trouble.reason())
        ? defer(incident, reason, clock.instant().plus(AGAIN))
        : StepOutcome.giveUp(Outcome.REFUSED, reason);
  }

  /** A 401 may be the server's own trouble: its authenticators can be away while it answers. */
  private static boolean mayPass(ClusterException.Reason reason) {
    return reason.retryable() || reason == ClusterException.Reason.UNAUTHORIZED;
  }

  static StepOutcome refuse(Reason reason) {
    return StepOutcome.giveUp(Outcome.REFUSED, reason);
  }

  static StepOutcome refuse(String code, String sentence) {
    return refuse(new Reason(code, sentence));
  }
}
