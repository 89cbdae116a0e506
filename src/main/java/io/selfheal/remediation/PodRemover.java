package io.selfheal.remediation;

import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Removal;
import java.util.Optional;

/** Removes one pod, and no other: whoever else bears its name is left alone. */
public final class PodRemover {
  private final Cluster cluster;

  public PodRemover(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Whether the pod is gone, is going, or has given its name to another one. */
  public boolean removed(PodRef ref) throws ClusterException {
    return present(ref).map(Pod::terminating).orElse(true);
  }

  /** Evicts the pod in the very state in which the caller saw it. */
  public Removal evict(Pod seen) throws ClusterException {
    return cluster.evict(seen.ref(), seen.meta().resourceVersion());
  }

  /** Deletes the pod in the very state in which the caller saw it; asks no disruption budget. */
  public Removal delete(Pod seen) throws ClusterException {
    return cluster.delete(seen.ref(), seen.meta().resourceVersion());
  }

  private Optional<Pod> present(PodRef ref) throws ClusterException {
    return cluster
        .pod(ref.namespace(), ref.name())
        .filter(pod -> pod.ref().uid().equals(ref.uid()));
  }
}
