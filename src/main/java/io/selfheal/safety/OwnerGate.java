package io.selfheal.safety;

import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.Workload;
import java.time.Duration;
import java.util.Optional;

/** Somebody must replace the pod, and must not be busy replacing pods already. */
final class OwnerGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  @Override
  public Verdict check(Situation situation) {
    Optional<Pod> pod = situation.cluster().pod();
    if (pod.isPresent() && pod.get().meta().annotations().containsKey(Pod.MIRROR_ANNOTATION)) {
      return Verdict.refused("owner", "It is a mirror pod of the node's kubelet.");
    }
    Optional<Workload> workload = situation.cluster().workload();
    if (workload.isEmpty()) {
      return Verdict.refused(
          "owner", "No Deployment, StatefulSet or DaemonSet would replace the pod.");
    }
    if (workload.get().rollingOut()) {
      return Verdict.deferred(
          "rollout", workload.get().ref() + " is in the middle of a rollout.", situation.in(AGAIN));
    }
    return Verdict.ALLOWED;
  }
}
