package io.selfheal.response;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.safety.Situation;
import io.selfheal.safety.Verdict;
import java.util.Optional;

/** Whether the pod may go: all that is asked before its removal, in its order. */
final class Permission {
  private final Judge judge;
  private final Safekeeping safekeeping;
  private final Consent consent;
  private final Trouble trouble;

  Permission(Judge judge, Safekeeping safekeeping, Consent consent, Trouble trouble) {
    this.judge = judge;
    this.safekeeping = safekeeping;
    this.consent = consent;
    this.trouble = trouble;
  }

  /**
   * What becomes of an incident whose pod may not go now; empty when it may. People are asked last,
   * and so of nothing that could not be done; while they think, what would only defer is not said.
   */
  Optional<StepOutcome> stopped(Claim claim, Situation situation) {
    Incident newest = situation.incident();
    Verdict verdict = judge.verdictOnTermination(situation);
    if (verdict instanceof Verdict.Refused) {
      return trouble.stopped(newest, verdict);
    }
    return consent
        .stopped(situation)
        .or(() -> trouble.stopped(newest, verdict))
        .or(() -> safekeeping.stopped(newest, situation.match().rule()))
        .or(() -> consent.ask(claim, situation));
  }

  /** The same once more, as short as can be: the reservation took a while, and people may pause. */
  Optional<StepOutcome> stoppedAtTheLast(Claim claim, Situation situation) {
    try {
      return trouble.stopped(claim.incident(), judge.verdictAtTheLast(situation));
    } catch (ClusterException e) {
      return Optional.of(trouble.cluster(claim.incident(), e));
    }
  }
}
