package io.selfheal.safety;

import io.selfheal.incident.FactCheck;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
  private final List<Gate> onFacts;
  private final List<Gate> onFactsOfTermination;

  public Gates(SafetyConfig config, BooleanSupplier paused) {
    this.namespace = new NamespaceGate(config.namespaces());
    this.onCapture =
        List.of(
            namespace,
            new OwnPodGate(config.ownPod()),
            new AlertGate(config.alert()),
            new TargetGate(),
            new KillSwitchGate(paused));
    this.onPod = List.of(new IncarnationGate(config.alert()), new OwnerGate());
    this.onTermination =
        List.of(new OtherReadyGate(config.workload().minOtherReady()), new DisruptionBudgetGate());
    Gate concurrency = new ConcurrencyGate(config.workload());
    this.onFacts = List.of(concurrency);
    this.onFactsOfTermination =
        List.of(concurrency, new CooldownGate(config.workload().cooldown()));
  }

  /** The gate that needs no look at the cluster, for before the first look. */
  public Verdict mayLookInto(String namespaceName) {
    return namespace.check(namespaceName);
  }

  public Verdict check(Situation situation) {
    List<Gate> gates = new ArrayList<>(onCapture);
    gates.addAll(onPod);
    if (situation.match().rule().terminates()) {
      gates.addAll(onTermination);
    }
    gates.addAll(factGates(situation.match().rule()));
    return gravest(gates.stream().map(gate -> gate.check(situation)).toList());
  }

  /** For before each artefact of an incident that was admitted: what may have changed since. */
  public Verdict checkCapture(Situation situation) {
    return gravest(onCapture.stream().map(gate -> gate.check(situation)).toList());
  }

  /** The gates over the ledger's facts alone, to be asked inside the ledger's transaction. */
  public FactCheck factCheck(Situation situation) {
    return facts -> denial(gravest(checkFacts(situation, facts)));
  }

  private List<Verdict> checkFacts(Situation seen, LedgerFacts facts) {
    Situation now = new Situation(seen.incident(), seen.match(), seen.cluster(), facts, seen.now());
    return factGates(seen.match().rule()).stream().map(gate -> gate.check(now)).toList();
  }

  private List<Gate> factGates(Rule rule) {
    return rule.terminates() ? onFactsOfTermination : onFacts;
  }

  static Optional<FactCheck.Denial> denial(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return Optional.of(FactCheck.Denial.forGood(refused.reason()));
    }
    return verdict instanceof Verdict.Deferred deferred
        ? Optional.of(FactCheck.Denial.until(deferred.retryAt(), deferred.reason()))
        : Optional.empty();
  }

  private static Verdict gravest(List<Verdict> verdicts) {
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
