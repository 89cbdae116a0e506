package io.selfheal.remediation;

import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a workload is whole again: the removed pod is gone, and as many others as are
 * wanted have been Ready for a while. That holds only once it was replaced, or none is wanted in
 * its place; and it needs no comparison of our clock with the time at which the API server says
 * that a pod was created.
 */
public final class RecoveryWatch {
  private final Cluster cluster;
  private final Duration readyFor;
  private final Clock clock;

  public RecoveryWatch(Cluster cluster, RemediationConfig config, Clock clock) {
    this.cluster = cluster;
    this.readyFor = config.readyFor();
    this.clock = clock;
  }

  /** Changes nothing; may be asked as often as one likes. */
  public Recovery look(WorkloadRef ref, PodRef removed) throws ClusterException {
    Optional<Workload> workload = cluster.workload(ref);
    if (workload.isEmpty()) {
      return Recovery.complete(ref + " does not exist any more.");
    }
    return judge(workload.get(), cluster.podsOf(workload.get()), removed);
  }

  private Recovery judge(Workload workload, List<Pod> pods, PodRef removed) {
    if (pods.stream().anyMatch(pod -> pod.ref().uid().equals(removed.uid()))) {
      return Recovery.incomplete("The removed pod is still terminating.");
    }
    if (workload.desired() == 0) {
      return Recovery.complete(workload.ref() + " wants no pods any more.");
    }
    Instant readySince = clock.instant().minus(readyFor);
    List<Pod> steady = pods.stream().filter(pod -> steady(pod, readySince)).toList();
    String counts =
        steady.size()
            + " of "
            + workload.desired()
            + " pods have been Ready for "
            + readyFor.toSeconds()
            + " s";
    return steady.size() < workload.desired()
        ? Recovery.incomplete(counts + ".")
        : Recovery.complete(counts + ", the newest of them " + newest(steady) + ".");
  }

  private static boolean steady(Pod pod, Instant readySince) {
    return !pod.terminating()
        && pod.meta().readySince().map(since -> !since.isAfter(readySince)).orElse(false);
  }

  private static String newest(List<Pod> pods) {
    return pods.stream()
        .max(Comparator.comparing(pod -> pod.meta().createdAt()))
        .orElseThrow()
        .ref()
        .name();
  }
}
