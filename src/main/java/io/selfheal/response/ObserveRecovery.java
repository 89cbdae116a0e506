package io.selfheal.response;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.remediation.Recovery;
import io.selfheal.remediation.RecoveryWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Watches the workload until it is whole again, or for too long. It changes nothing, so it may be
 * repeated.
 */
final class ObserveRecovery implements Step {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final RecoveryWatch watch;
  private final Incidents incidents;
  private final Duration deadline;
  private final Clock clock;

  ObserveRecovery(RecoveryWatch watch, Incidents incidents, Duration deadline, Clock clock) {
    this.watch = watch;
    this.incidents = incidents;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Stage from() {
    return Stage.POD_TERMINATED;
  }

  @Override
  public StepOutcome run(Claim claim) {
    Incident incident = claim.incident();
    Instant now = clock.instant();
    Recovery recovery = look(claim);
    if (recovery.complete()) {
      Conclusion healed =
          new Conclusion(Outcome.HEALED, new Reason("recovered", recovery.sentence()));
      return new StepOutcome.Done(incident.reach(Stage.RECOVERY_OBSERVED, now).close(healed, now));
    }
    if (now.isAfter(terminatedAt(incident).plus(deadline))) {
      String sentence =
          "Not whole again after " + deadline.toSeconds() + " s: " + recovery.sentence();
      return StepOutcome.giveUp(Outcome.NOT_HEALED, new Reason("not-recovered", sentence));
    }
    return new StepOutcome.RetryAfter(incident.waitUntil(now.plus(AGAIN)));
  }

  private Recovery look(Claim claim) {
    Target target = claim.incident().target().orElseThrow();
    try {
      Recovery recovery = watch.look(target.workload(), target.pod());
      return recovery.complete() && firesAgain(claim)
          ? new Recovery(false, "The alert fires again.")
          : recovery;
    } catch (ClusterException e) {
      return new Recovery(false, e.getMessage());
    }
  }

  /** The removal may have landed any time after it was reserved. */
  private boolean firesAgain(Claim claim) {
    Instant since = incidents.terminationReserved(claim).orElse(terminatedAt(claim.incident()));
    return incidents.firesAgain(claim.incident(), since);
  }

  private static Instant terminatedAt(Incident incident) {
    return incident.progress().reached().get(Stage.POD_TERMINATED);
  }
}
