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
 * rule of today, the one termination of this UID is reserved in the ledger, and the API server is
 * given UID and resourceVersion. After a crash it looks first whether the pod is gone already.
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
  private final Safekeeping safekeeping;
  private final Trouble trouble;

  TerminatePod(
      Judge judge,
      Safekeeping safekeeping,
      Incidents incidents,
      PodRemover remover,
      Trouble trouble) {
    this.judge = judge;
    this.safekeeping = safekeeping;
    this.incidents = incidents;
    this.remover = remover;
    this.trouble = trouble;
  }

  @Override
  public Stage from() {
    return Stage.EVIDENCE_SECURED;
  }

  /** What an earlier run may have done comes first: a pod that is gone asks for no rule. */
  @Override
  public StepOutcome run(Claim claim, boolean resumed) {
    Optional<Instant> reserved = incidents.terminationReserved(claim);
    try {
      return reserved.isPresent() ? goOn(claim, reserved.get()) : decide(claim);
    } catch (ClusterException e) {
      return trouble.cluster(claim.incident(), e);
    }
  }

  /** Gives up on a pod that is still there only: a removal that timed out may have come late. */
  private StepOutcome goOn(Claim claim, Instant reserved) throws ClusterException {
    if (remover.removed(pod(claim))) {
      return terminated(claim.incident(), reserved);
    }
    StepOutcome outcome = decide(claim);
    if (!(outcome instanceof StepOutcome.GiveUp)) {
      return outcome;
    }
    return remover.removed(pod(claim))
        ? terminated(claim.incident(), reserved)
        : givenBack(claim, outcome);
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
    Incident newest = situation.incident();
    Optional<StepOutcome> stopped =
        trouble
            .stopped(newest, judge.verdict(situation))
            .or(() -> safekeeping.stopped(newest, rule));
    return stopped.isPresent() ? stopped.get() : reserved(claim, situation);
  }

  private StepOutcome reserved(Claim claim, Situation situation) throws ClusterException {
    boolean first = incidents.terminationReserved(claim).isEmpty();
    Optional<FactCheck.Denial> denial =
        incidents.reserveTermination(claim, judge.factCheck(situation));
    if (denial.isPresent()) {
      return trouble.denied(claim.incident(), denial.get());
    }
    return answered(claim, situation, first ? removeFirst(claim, situation) : remove(situation));
  }

  /**
   * The server's refusal gives the reservation back. Without an answer it stays, and a later
   * refusal changes nothing of that: the removal that got no answer may land at any time.
   */
  private Removal removeFirst(Claim claim, Situation situation) throws ClusterException {
    try {
      Removal removal = remove(situation);
      if (removal != Removal.ACCEPTED) {
        incidents.cancelTermination(claim);
      }
      return removal;
    } catch (ClusterException e) {
      if (!e.reason().retryable()) {
        incidents.cancelTermination(claim);
      }
      throw e;
    }
  }

  private Removal remove(Situation situation) throws ClusterException {
    Pod pod = situation.cluster().pod().orElseThrow();
    boolean evict = situation.match().rule().response().removeBy() == RemoveBy.EVICT;
    return evict ? remover.evict(pod) : remover.delete(pod);
  }

  private StepOutcome answered(Claim claim, Situation situation, Removal removal) {
    return switch (removal) {
      case ACCEPTED -> terminated(claim.incident(), judge.now());
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

  /** After a crash the reservation is the earliest it can have been: the replacement is younger. */
  private static StepOutcome terminated(Incident incident, Instant at) {
    return StepOutcome.reach(incident, Stage.POD_TERMINATED, at);
  }

  private static PodRef pod(Claim claim) {
    return claim.incident().target().orElseThrow().pod();
  }
}
