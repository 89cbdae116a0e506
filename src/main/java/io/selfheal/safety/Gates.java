package io.selfheal.safety;

import io.selfheal.incident.FactCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All gates, asked together. A refusal goes before any deferral, and the first of several is the
 * one that is said; of several deferrals the one that lasts longest. The gates that protect the
 * workload ask only of rules that remove its pod.
 */
public final class Gates {
  private final NamespaceGate namespace;
  private final List<Gate> onCapture;
  private final List<Gate> onPod;
  private final List<Gate> onTermination;
  private final List<Gate> onFactsAtAdmission;
  private final List<Gate> onFactsAtTermination;
  private final ApprovalGate approval = new ApprovalGate();
  private final List<Gate> inTransaction;
  private final List<Gate> atTheLast;

  /**
   * @param killSwitch why all action is stopped, if it is; asked for every decision
   */
  public Gates(SafetyConfig config, Supplier<Optional<String>> killSwitch) {
    KillSwitchGate paused = new KillSwitchGate(killSwitch);
    this.namespace = new NamespaceGate(config.namespaces());
    this.onCapture =
        List.of(
            namespace,
            new OwnPodGate(config.ownPod()),
            new AlertGate(config.alert()),
            new TargetGate(),
            paused,
            new MaintenanceGate(config.times().maintenance()));
    OwnerGate owner = new OwnerGate();
    this.onPod =
        List.of(
            new IncarnationGate(config.alert()),
            owner,
            new NodesGate(config.cluster().nodesNotReady()),
            new ApiErrorsGate(config.cluster().apiErrors()));
    this.atTheLast = List.of(paused, owner);
    this.onTermination =
        List.of(new OtherReadyGate(config.workload().minOtherReady()), new DisruptionBudgetGate());
    List<Gate> onFacts = onFacts(config.workload());
    this.onFactsAtAdmission = and(onFacts, CooldownGate.afterCapture(config.workload().cooldown()));
    this.onFactsAtTermination = and(onFacts, new StormGate(config.cluster().storm()));
    this.inTransaction = and(onFactsAtTermination, approval);
  }

  private static List<Gate> and(List<Gate> gates, Gate another) {
    List<Gate> all = new ArrayList<>(gates);
    all.add(another);
    return all;
  }

  private static List<Gate> onFacts(SafetyConfig.WorkloadLimits workload) {
    SafetyConfig.TerminationLimits limits = workload.terminations();
    return List.of(
        new ConcurrencyGate(workload),
        CooldownGate.afterTermination(workload.cooldown()),
        BudgetGate.ofWorkload(limits.perWorkload()),
        BudgetGate.ofNamespace(limits.perNamespace()),
        BudgetGate.ofCluster(limits.perCluster()),
        new EscalationGate(limits.escalateAfter()));
  }

  /** The gate that needs no look at the cluster, for before the first look. */
  public Verdict mayLookInto(String namespaceName) {
    return namespace.check(namespaceName);
  }

  /** Whether an incident may begin to act. */
  public Verdict checkAdmission(Situation situation) {
    return check(situation, onFactsAtAdmission);
  }

  /** For before each artefact of an incident that was admitted: what may have changed since. */
  public Verdict checkCapture(Situation situation) {
    return gravest(onCapture, situation);
  }

  /**
   * Whether the pod may still go, a storm or not; that others were asked for evidence meanwhile is
   * no objection.
   */
  public Verdict checkTermination(Situation situation) {
    return check(situation, onFactsAtTermination);
  }

  /** Whether people agree, where they must be asked. */
  public Verdict checkApproval(Situation situation) {
    return approval.check(situation);
  }

  /** What is asked last of all, in a look that is as short as can be. */
  public Verdict checkAtTheLast(Situation situation) {
    return gravest(atTheLast, situation);
  }

  /** The gates over the ledger's facts alone, to be asked inside the ledger's transaction. */
  public FactCheck admissionFacts(Situation situation) {
    return facts -> denial(gravest(onFactsAtAdmission, situation.with(facts)));
  }

  /** The same for the termination, and people's word. */
  public FactCheck terminationFacts(Situation situation) {
    return facts -> denial(gravest(inTransaction, situation.with(facts)));
  }

  private Verdict check(Situation situation, List<Gate> onFacts) {
    List<Gate> gates = new ArrayList<>(onCapture);
    gates.addAll(onPod);
    if (situation.match().rule().terminates()) {
      gates.addAll(onTermination);
    }
    gates.addAll(onFacts);
    return gravest(gates, situation);
  }

  static Optional<FactCheck.Denial> denial(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return Optional.of(FactCheck.Denial.forGood(refused.reason()));
    }
    return verdict instanceof Verdict.Deferred deferred
        ? Optional.of(FactCheck.Denial.until(deferred.retryAt(), deferred.reason()))
        : Optional.empty();
  }

  private static Verdict gravest(List<Gate> gates, Situation situation) {
    List<Verdict> verdicts = gates.stream().map(gate -> gate.check(situation)).toList();
    Optional<Verdict> refused =
        verdicts.stream().filter(Verdict.Refused.class::isInstance).findFirst();
    return refused.orElseGet(
        () ->
            verdicts.stream()
                .filter(Verdict.Deferred.class::isInstance)
                .map(Verdict.Deferred.class::cast)
                .max(Comparator.comparing(Verdict.Deferred::retryAt))
                .<Verdict>map(deferred -> deferred)
                .orElse(Verdict.ALLOWED));
  }
}
