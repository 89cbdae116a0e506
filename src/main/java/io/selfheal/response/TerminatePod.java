package io.selfheal.response;

import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Removal;
import io.selfheal.remediation.PodRemover;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Rule;
import io.selfheal.safety.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes the pod, once in its life: the gates are asked again, the evidence is held against the
 * rule of today, people are asked where the rule says so, the one termination of this UID is
 * reserved in the ledger, and the API server is given UID and resourceVersion. After a crash it
 * looks first whether the pod is gone already.
 */
final class TerminatePod implements Step {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);
  private static final Reason POD_GONE =
      new Reason("pod-gone", "The pod was gone before it could be removed.");
  private static final Reason POD_CHANGED =
      new Reason("pod-changed", "The pod changed while it was to be removed.");
  private static final Reason NO_BUDGET =
      new Reason("disruption-budget", "A disruption budget refuses the eviction for now.");

  private final Judge judge;
  private final Incidents incidents;
  private final PodRemover remover;
  private final Permission permission;
  private final Trouble trouble;

  TerminatePod(
      Judge judge,
      Permission permission,
      Incidents incidents,
      PodRemover remover,
      Trouble trouble) {
    this.judge = judge;
    this.permission = permission;
    this.incidents = incidents;
    this.remover = remover;
    this.trouble = trouble;
  }

  @Override
  public Stage from() {
    return Stage.EVIDENCE_SECURED;
  }

  @Override
  public StepOutcome run(Claim claim) {
    StepOutcome outcome = tried(claim);
    return outcome instanceof StepOutcome.GiveUp ? givenUp(claim, outcome) : outcome;
  }

  /** What an earlier run may have done comes first: a pod that is gone asks for no rule. */
  private StepOutcome tried(Claim claim) {
    try {
      return reserved(claim) && remover.removed(pod(claim)) ? terminated(claim) : decide(claim);
    } catch (ClusterException e) {
      return trouble.cluster(claim.incident(), e);
    }
  }

  /**
   * A removal without an answer may have landed by now. What is reserved is given back only once
   * the pod was seen alive: while nobody can tell, it stays.
   */
  private StepOutcome givenUp(Claim claim, StepOutcome end) {
    if (!reserved(claim)) {
      return end;
    }
    try {
      return remover.removed(pod(claim)) ? terminated(claim) : givenBack(claim, end);
    } catch (ClusterException e) {
      return end;
    }
  }

  private StepOutcome decide(Claim claim) throws ClusterException {
    Optional<Rule> rule = judge.rule(claim.incident());
    if (rule.isEmpty()) {
      return RuleGone.refuse(claim.incident());
    }
    return rule.get().terminates()
        ? terminate(claim, rule.get())
        : StepOutcome.giveUp(
            Outcome.EVIDENCE_TAKEN, new Reason("rule", "The rule asks for no termination."));
  }

  private StepOutcome terminate(Claim claim, Rule rule) throws ClusterException {
    Situation situation = judge.situation(claim.incident(), rule);
    Optional<StepOutcome> stopped = permission.stopped(claim, situation);
    return stopped.isPresent() ? stopped.get() : reserve(claim, situation);
  }

  /**
   * The server's refusal gives the reservation back. Without an answer it stays, and a later
   * refusal changes nothing of that: the removal that got no answer may land at any time.
   */
  private StepOutcome reserve(Claim claim, Situation situation) throws ClusterException {
    boolean first = !reserved(claim);
    Optional<FactCheck.Denial> denial =
        incidents.reserveTermination(claim, judge.terminationFacts(situation));
    if (denial.isPresent()) {
      return trouble.denied(claim.incident(), denial.get());
    }
    Optional<StepOutcome> stopped = permission.stoppedAtTheLast(claim, situation);
    if (stopped.isPresent()) {
      return first ? givenBack(claim, stopped.get()) : stopped.get();
    }
    Removal removal = remove(situation);
    if (first && removal != Removal.ACCEPTED) {
      incidents.cancelTermination(claim);
    }
    return answered(claim, situation, removal);
  }

  private Removal remove(Situation situation) throws ClusterException {
    Pod pod = situation.cluster().pod().orElseThrow();
    boolean evict = situation.match().rule().response().removeBy() == RemoveBy.EVICT;
    return evict ? remover.evict(pod) : remover.delete(pod);
  }

  private StepOutcome answered(Claim claim, Situation situation, Removal removal) {
    return switch (removal) {
      case ACCEPTED -> terminated(claim);
      case GONE -> Trouble.refuse(POD_GONE);
      case CHANGED -> later(claim, POD_CHANGED, situation.in(LOOK_AGAIN));
      case BUDGET_REFUSES -> later(claim, NO_BUDGET, situation.in(ASK_AGAIN));
    };
  }

  private StepOutcome later(Claim claim, Reason reason, Instant retryAt) {
    return trouble.defer(claim.incident(), reason, retryAt);
  }

  private StepOutcome givenBack(Claim claim, StepOutcome outcome) {
    incidents.cancelTermination(claim);
    return outcome;
  }

  private boolean reserved(Claim claim) {
    return incidents.terminationReserved(claim).isPresent();
  }

  /** Known from now on, and the workload has from now on to recover; it may have gone before. */
  private StepOutcome terminated(Claim claim) {
    return StepOutcome.reach(claim.incident(), Stage.POD_TERMINATED, judge.now());
  }

  private static PodRef pod(Claim claim) {
    return claim.incident().target().orElseThrow().pod();
  }
}
