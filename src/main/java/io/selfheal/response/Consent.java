package io.selfheal.response;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Approvals;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.StepOutcome;
import io.selfheal.safety.Question;
import io.selfheal.safety.Situation;
import io.selfheal.safety.Verdict;
import java.time.Duration;
import java.util.Optional;

/** People's word on a removal, where the rule asks for it. They have a time of their own. */
final class Consent {
  private final Judge judge;
  private final Approvals approvals;
  private final Duration open;

  /**
   * @param open how long a question can be answered
   */
  Consent(Judge judge, Approvals approvals, Duration open) {
    this.judge = judge;
    this.approvals = approvals;
    this.open = open;
  }

  /** What people's answer, or its want, makes of an incident that asked; empty if they agreed. */
  Optional<StepOutcome> stopped(Situation situation) {
    return situation.facts().approval().flatMap(approval -> heard(approval, situation));
  }

  /** Asks, if it must be asked and was not. */
  Optional<StepOutcome> ask(Claim claim, Situation situation) {
    if (situation.facts().approval().isPresent()) {
      return Optional.empty();
    }
    return Question.of(situation.incident(), situation.match().rule())
        .map(question -> approvals.ask(claim, question, open))
        .flatMap(approval -> heard(approval, situation.with(approval)));
  }

  private Optional<StepOutcome> heard(Approval approval, Situation situation) {
    Verdict verdict = judge.verdictOnApproval(situation);
    if (verdict instanceof Verdict.Refused refused) {
      return Optional.of(Trouble.refuse(refused.reason()));
    }
    return verdict instanceof Verdict.Deferred deferred
        ? Optional.of(wait(situation.incident(), approval, deferred))
        : Optional.empty();
  }

  private static StepOutcome wait(Incident incident, Approval approval, Verdict.Deferred why) {
    Deferral wait = new Deferral(why.reason(), approval.askedAt(), why.retryAt());
    return new StepOutcome.RetryAfter(incident.waitFor(wait));
  }
}
