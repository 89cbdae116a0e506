package io.selfheal.safety;

import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.Workload;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Reads the surroundings of a pod from the API server, afresh for every decision; only the nodes
 * are read once for several.
 */
public final class ClusterReader {
  private final Cluster cluster;
  private final NodeWatch nodes;

  public ClusterReader(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.nodes = new NodeWatch(cluster, clock);
  }

  public ClusterView read(String namespace, String podName) throws ClusterException {
    int errors = cluster.errorsInARow();
    Optional<Pod> pod = cluster.pod(namespace, podName);
    if (pod.isEmpty()) {
      return ClusterView.NOTHING;
    }
    Optional<Workload> workload = cluster.workloadOf(pod.get());
    return new ClusterView(
        pod,
        workload,
        workload.isPresent() ? siblings(pod.get(), workload.get()) : List.of(),
        cluster.disruptionBudgets(pod.get()),
        cluster.namespaceAnnotations(namespace),
        new ClusterHealth(nodes.nodes(), errors));
  }

  /** The same, but for the workload and the namespace, which are read anew. */
  public ClusterView again(ClusterView view, String namespace) throws ClusterException {
    Optional<Workload> workload =
        view.workload().isPresent()
            ? cluster.workload(view.workload().get().ref())
            : Optional.empty();
    return new ClusterView(
        view.pod(),
        workload,
        view.siblings(),
        view.budgets(),
        cluster.namespaceAnnotations(namespace),
        view.health());
  }

  private List<Pod> siblings(Pod pod, Workload workload) throws ClusterException {
    return cluster.podsOf(workload).stream()
        .filter(other -> !other.ref().uid().equals(pod.ref().uid()))
        .toList();
  }
}
