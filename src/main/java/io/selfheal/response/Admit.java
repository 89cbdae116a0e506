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
import io.selfheal.safety.Gates;
import io.selfheal.safety.Situation;
import io.selfheal.safety.Verdict;
import java.util.Optional;

/** Asks the gates. A rule that only observes ends here, with what it would have done. */
final class Admit implements Step {
  private final Judge judge;
  private final Gates gates;
  private final Incidents incidents;
  private final Trouble trouble;

  Admit(Judge judge, Gates gates, Incidents incidents, Trouble trouble) {
    this.judge = judge;
    this.gates = gates;
    this.incidents = incidents;
    this.trouble = trouble;
  }

  @Override
  public Stage from() {
    return Stage.MATCHED;
  }

  @Override
  public StepOutcome run(Claim claim, boolean resumed) {
    Incident incident = claim.incident();
    Optional<Rule> rule = judge.rule(incident);
    if (rule.isEmpty()) {
      return RuleGone.refuse(incident);
    }
    try {
      Situation situation = judge.situation(incident, rule.get());
      Verdict verdict = gates.check(situation);
      return rule.get().mode() == Mode.OBSERVE
          ? observed(rule.get(), verdict)
          : decide(claim, situation, verdict);
    } catch (ClusterException e) {
      return trouble.cluster(incident, e);
    }
  }

  private StepOutcome decide(Claim claim, Situation situation, Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return refuse(situation.incident(), refused.reason());
    }
    if (verdict instanceof Verdict.Deferred deferred) {
      return trouble.defer(claim.incident(), deferred.reason(), deferred.retryAt());
    }
    Incident admitted = claim.incident().reach(Stage.ADMITTED, situation.now());
    Optional<FactCheck.Denial> denial =
        incidents.saveIf(claim, admitted, gates.factCheck(situation));
    return denial
        .map(found -> trouble.defer(claim.incident(), found.reason(), found.retryAt()))
        .orElse(new StepOutcome.Done(admitted));
  }

  static StepOutcome refuse(Incident incident, Reason reason) {
    Outcome outcome = incident.resolved() ? Outcome.RESOLVED_MEANWHILE : Outcome.REFUSED;
    return StepOutcome.giveUp(outcome, reason);
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
