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
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a workload is whole again: one of its pods, created after the termination, has been
 * Ready for a while (or none is wanted any more), as many are Ready as are wanted, and the removed
 * pod is gone.
 */
public final class RecoveryWatch {
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Duration readyFor;
  private final Clock clock;

  public RecoveryWatch(Cluster cluster, RemediationConfig config, Clock clock) {
    this.cluster = cluster;
    this.readyFor = config.readyFor();
    this.clock = clock;
  }

  /** Changes nothing; may be asked as often as one likes. */
  public Recovery look(WorkloadRef ref, PodRef removed, Instant terminatedAt)
      throws ClusterException {
    Optional<Workload> workload = cluster.workload(ref);
    if (workload.isEmpty()) {
      return Recovery.complete(ref + " does not exist any more.");
    }
    List<Pod> pods = cluster.pods(ref.namespace(), workload.get().selector());
    return judge(workload.get(), pods, removed, terminatedAt);
  }

  private Recovery judge(Workload workload, List<Pod> pods, PodRef removed, Instant terminatedAt) {
    if (pods.stream().anyMatch(pod -> pod.ref().uid().equals(removed.uid()))) {
      return Recovery.incomplete("The removed pod is still terminating.");
    }
    if (workload.desired() == 0) {
      return Recovery.complete(workload.ref() + " wants no pods any more.");
    }
    Instant readySince = clock.instant().minus(readyFor);
    Optional<Pod> replacement =
        pods.stream().filter(pod -> replaces(pod, terminatedAt, readySince)).findFirst();
    if (replacement.isEmpty()) {
      return Recovery.incomplete("No new pod has been Ready for " + readyFor.toSeconds() + " s.");
    }
    String counts = workload.ready() + " of " + workload.desired() + " pods are Ready.";
    return workload.ready() < workload.desired()
        ? Recovery.incomplete(counts)
        : Recovery.complete("Replaced by " + replacement.get().ref().name() + "; " + counts);
  }

  /**
   * The API server dates pods by its own clock, which may be behind ours: a pod of the last minute
   * counts as created after the termination. The counts keep that from proving too much.
   */
  private static boolean replaces(Pod pod, Instant terminatedAt, Instant readySince) {
    boolean newer = !pod.meta().createdAt().isBefore(terminatedAt.minus(CLOCK_SKEW));
    boolean steady = pod.meta().readySince().map(since -> !since.isAfter(readySince)).orElse(false);
    return newer && steady && !pod.terminating();
  }
}
