package io.selfheal.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a workload's own pods from those of others that its selector takes in as well: a canary's
 * labels are the stable Deployment's and one more. Each owner is asked for once, not each pod's.
 */
final class OwnedPods {
  private final Cluster cluster;
  private final WorkloadRef workload;
  private final Map<Owner, Boolean> owned = new HashMap<>();

  OwnedPods(Cluster cluster, WorkloadRef workload) {
    this.cluster = cluster;
    this.workload = workload;
  }

  List<Pod> among(List<Pod> selected) throws ClusterException {
    List<Pod> own = new ArrayList<>();
    for (Pod pod : selected) {
      if (owns(pod)) {
        own.add(pod);
      }
    }
    return own;
  }

  private boolean owns(Pod pod) throws ClusterException {
    Optional<Owner> owner = pod.meta().controller();
    if (owner.isEmpty()) {
      return false;
    }
    if (!owned.containsKey(owner.get())) {
      Optional<WorkloadRef> top = cluster.workloadOf(pod).map(Workload::ref);
      owned.put(owner.get(), top.equals(Optional.of(workload)));
    }
    return owned.get(owner.get());
  }
}
