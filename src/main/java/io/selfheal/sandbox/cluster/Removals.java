package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Evicts and deletes pods as the API server does, in its order of checks. */
public final class Removals {
  /** A pod that has ended or is about to: no budget protects it. */
  private static final Set<String> UNPROTECTED = Set.of("Pending", "Succeeded", "Failed");

  private final ClusterState state;
  private final Kubelet kubelet;
  private final Controller controller;
  private final Documents documents;

  Removals(ClusterState state, Kubelet kubelet, Controller controller, Documents documents) {
    this.state = state;
    this.kubelet = kubelet;
    this.controller = controller;
    this.documents = documents;
  }

  /** What must hold for a removal to happen. */
  public record Conditions(
      Optional<String> uid, Optional<String> resourceVersion, boolean dryRun) {}

  /**
   * @return the pod as it is from then on
   */
  public ObjectNode delete(String namespace, String name, Conditions conditions) {
    synchronized (state) {
      SandboxPod pod = state.pod(namespace, name);
      remove(pod, conditions);
      return documents.pod(pod);
    }
  }

  public void evict(String namespace, String name, Conditions conditions) {
    synchronized (state) {
      SandboxPod pod = state.pod(namespace, name);
      if (!pod.terminating() && !UNPROTECTED.contains(pod.phase())) {
        debitBudget(pod, conditions.dryRun());
      }
      remove(pod, conditions);
    }
  }

  /** The budget is debited before the precondition is looked at: so does the real one. */
  private void debitBudget(SandboxPod pod, boolean dryRun) {
    List<Budget> budgets = state.budgets().stream().filter(b -> b.covers(pod)).toList();
    if (budgets.size() > 1) {
      throw Rejection.of(
          500,
          "",
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    budgets.forEach(budget -> debit(budget, pod, dryRun));
  }

  private void debit(Budget budget, SandboxPod pod, boolean dryRun) {
    Collection<SandboxPod> pods = state.pods();
    boolean spare = !pod.ready() && budget.healthy(pods) >= budget.minAvailable();
    if (spare) {
      return;
    }
    if (budget.allowed(pods) == 0) {
      throw Rejection.budget(budget.refusal(pods));
    }
    if (!dryRun) {
      budget.debit(pod);
    }
  }

  private void remove(SandboxPod pod, Conditions conditions) {
    check(pod, "UID", conditions.uid(), pod.ref().uid(), "deleted and then recreated");
    String version = Long.toString(pod.resourceVersion());
    check(pod, "ResourceVersion", conditions.resourceVersion(), version, "modified");
    if (!conditions.dryRun() && !pod.terminating()) {
      kubelet.stop(pod);
      controller.reconcile();
    }
  }

  private static void check(
      SandboxPod pod, String what, Optional<String> wanted, String found, String perhaps) {
    if (wanted.isPresent() && !wanted.get().equals(found)) {
      throw Rejection.conflict(
          pod.ref().name(),
          "the %s in the precondition (%s) does not match the %s in record (%s). The object might have been %s"
              .formatted(what, wanted.get(), what, found, perhaps));
    }
  }
}
