package io.selfheal.evidence.capture;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Pod;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a capture to the container it was meant for. The API knows pods by name only: what came out
 * between two checks that both hold came from this incarnation.
 */
public final class TargetCheck {
  /** Of what ran when the capture began. */
  private static final Set<FailureReason> ITS_END =
      EnumSet.of(FailureReason.TARGET_CHANGED, FailureReason.CONTAINER_NOT_RUNNING);

  private final Cluster cluster;
  private final JvmTarget target;

  public TargetCheck(Cluster cluster, JvmTarget target) {
    this.cluster = cluster;
    this.target = target;
  }

  public Container check() throws CaptureFailure {
    return checkContainer(checkPod().container(target.container()));
  }

  /** The pod, whatever its containers do by now. */
  public Pod checkPod() throws CaptureFailure {
    Pod pod = pod().orElseThrow(() -> changed("the pod is gone"));
    if (!pod.ref().uid().equals(target.pod().uid())) {
      throw changed("another pod has its name by now");
    }
    if (pod.terminating()) {
      throw changed("the pod is terminating");
    }
    return pod;
  }

  /**
   * What happened to the target, if that is why a capture ended; empty as well while none knows.
   */
  Optional<CaptureFailure> changed() {
    try {
      check();
      return Optional.empty();
    } catch (CaptureFailure e) {
      return Optional.of(e).filter(found -> ITS_END.contains(found.reason()));
    }
  }

  private Container checkContainer(Optional<Container> found) throws CaptureFailure {
    Container container = found.filter(Container::running).orElseThrow(this::notRunning);
    if (!container.id().equals(target.containerId())) {
      throw changed("container " + target.container() + " was restarted meanwhile");
    }
    return container;
  }

  private Optional<Pod> pod() throws CaptureFailure {
    try {
      return cluster.pod(target.pod().namespace(), target.pod().name());
    } catch (ClusterException e) {
      throw CaptureFailure.of(e);
    }
  }

  private CaptureFailure notRunning() {
    return new CaptureFailure(
        FailureReason.CONTAINER_NOT_RUNNING,
        "container " + target.container() + " does not run; look at the pod's events");
  }

  private static CaptureFailure changed(String why) {
    return new CaptureFailure(
        FailureReason.TARGET_CHANGED, why + "; the next alert will name the present one");
  }
}
