package io.selfheal.response;

import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.rules.Mode;
import io.selfheal.rules.Rule;
import io.selfheal.safety.Situation;
import io.selfheal.safety.Verdict;
import java.util.Optional;

/** Asks the gates. A rule that only observes ends here, with what it would have done. */
final class Admit implements Step {
  private final Judge judge;
  private final Incidents incidents;
  private final Trouble trouble;

  Admit(Judge judge, Incidents incidents, Trouble trouble) {
    this.judge = judge;
    this.incidents = incidents;
    this.trouble = trouble;
  }

  @Override
  public Stage from() {
    return Stage.MATCHED;
  }

  @Override
  public StepOutcome run(Claim claim) {
    Incident incident = claim.incident();
    Optional<Rule> rule = judge.rule(incident);
    if (rule.isEmpty()) {
      return RuleGone.refuse(incident);
    }
    try {
      Situation situation = judge.situation(incident, rule.get());
      Verdict verdict = judge.verdictOnAdmission(situation);
      return rule.get().mode() == Mode.OBSERVE
          ? observed(rule.get(), verdict)
          : decide(claim, situation, verdict);
    } catch (ClusterException e) {
      return trouble.cluster(incident, e);
    }
  }

  private StepOutcome decide(Claim claim, Situation situation, Verdict verdict) {
    return trouble
        .stopped(situation.incident(), verdict)
        .orElseGet(() -> admitted(claim, situation));
  }

  private StepOutcome admitted(Claim claim, Situation situation) {
    Incident admitted = claim.incident().reach(Stage.ADMITTED, situation.now());
    Optional<FactCheck.Denial> denial =
        incidents.saveIf(claim, admitted, judge.admissionFacts(situation));
    return denial
        .map(found -> trouble.denied(claim.incident(), found))
        .orElse(new StepOutcome.Done(admitted));
  }

  private static StepOutcome observed(Rule rule, Verdict verdict) {
    String would = Plan.of(rule);
    if (verdict instanceof Verdict.Refused refused) {
      return observed("It would not act: " + refused.reason().sentence());
    }
    if (verdict instanceof Verdict.Deferred deferred) {
      return observed(
          "It would wait before it acts: " + deferred.reason().sentence() + " Then: " + would);
    }
    return observed("It would act now: " + would);
  }

  private static StepOutcome observed(String sentence) {
    return StepOutcome.giveUp(
        Outcome.OBSERVED, new Reason("mode", sentence + " The rule's mode is observe."));
  }
}
