package io.selfheal.safety;

import io.selfheal.incident.Target;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Pod;
import java.util.Optional;

/**
 * The very container that the incident is bound to must be running, in a pod that nobody is
 * removing already. Whether it is Ready is no condition: the usual patient is not.
 */
final class TargetGate implements Gate {
  @Override
  public Verdict check(Situation situation) {
    Optional<Target> target = situation.incident().target();
    Optional<Pod> pod = situation.cluster().pod();
    if (target.isEmpty() || pod.isEmpty()) {
      return Verdict.refused("pod-gone", "The pod does not exist any more.");
    }
    return check(target.get(), pod.get());
  }

  private static Verdict check(Target target, Pod pod) {
    if (!pod.ref().uid().equals(target.pod().uid())) {
      return Verdict.refused("pod-replaced", "Another pod bears the name by now.");
    }
    if (pod.terminating()) {
      return Verdict.refused("pod-terminating", "The pod is being removed already.");
    }
    if (!pod.running()) {
      return Verdict.refused("pod-not-running", "The pod is in phase " + pod.phase() + ".");
    }
    return check(target, pod.container(target.jvm().container()));
  }

  private static Verdict check(Target target, Optional<Container> container) {
    if (container.isEmpty() || !container.get().running()) {
      return Verdict.refused(
          "container-not-running", "Container '" + target.jvm().container() + "' does not run.");
    }
    if (!container.get().id().equals(target.jvm().containerId())) {
      return Verdict.refused(
          "container-restarted",
          "Container '" + target.jvm().container() + "' was restarted meanwhile.");
    }
    return Verdict.ALLOWED;
  }
}
