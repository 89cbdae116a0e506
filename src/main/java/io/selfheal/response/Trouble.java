package io.selfheal.response;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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

  StepOutcome defer(Incident incident, Reason reason, Instant retryAt) {
    Instant now = clock.instant();
    Instant since = incident.progress().deferral().map(wait -> wait.since()).orElse(now);
    if (now.isBefore(since.plus(deferFor))) {
      return StepOutcome.defer(incident, reason, now, retryAt);
    }
    String sentence =
        reason.sentence()
            + " It has waited for "
            + deferFor.toMinutes()
            + " min; the setting limits.deferFor allows no more.";
    return StepOutcome.giveUp(Outcome.REFUSED, new Reason(reason.code(), sentence));
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
