package io.selfheal.safety;

import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster around one pod, as it was read for one decision.
 *
 * @param pod whoever bears the name now; empty when nobody does
 * @param workload empty when the pod has no owner that would replace it
 * @param siblings the other pods of the workload
 * @param health how the cluster itself is, whoever the pod is
 */
public record ClusterView(
    Optional<Pod> pod,
    Optional<Workload> workload,
    List<Pod> siblings,
    List<DisruptionBudget> budgets,
    Map<String, String> namespaceAnnotations,
    ClusterHealth health) {
  public static final ClusterView NOTHING =
      new ClusterView(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Map.of(),
          ClusterHealth.UNKNOWN);

  public ClusterView {
    siblings = List.copyOf(siblings);
    budgets = List.copyOf(budgets);
    namespaceAnnotations = Map.copyOf(namespaceAnnotations);
  }
}
