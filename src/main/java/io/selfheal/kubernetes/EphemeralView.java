package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.selfheal.kubernetes.EphemeralStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what became of the containers that joined a pod. */
final class EphemeralView {
  private EphemeralView() {}

  /** One that the node has not looked at yet waits without a reason. */
  static List<EphemeralStatus> of(V1Pod pod, V1PodStatus status) {
    if (pod.getSpec() == null) {
      return List.of();
    }
    return PodView.list(pod.getSpec().getEphemeralContainers()).stream()
        .map(V1EphemeralContainer::getName)
        .map(name -> of(name, PodView.list(status.getEphemeralContainerStatuses())))
        .toList();
  }

  private static EphemeralStatus of(String name, List<V1ContainerStatus> told) {
    return told.stream()
        .filter(found -> name.equals(found.getName()))
        .findFirst()
        .map(EphemeralView::of)
        .orElseGet(() -> new EphemeralStatus(name, State.WAITING, "", Optional.empty(), ""));
  }

  private static EphemeralStatus of(V1ContainerStatus found) {
    V1ContainerState state = Objects.requireNonNullElseGet(found.getState(), V1ContainerState::new);
    Optional<Instant> runningSince = PodView.runningSince(found);
    State where =
        state.getTerminated() != null
            ? State.ENDED
            : runningSince.isPresent() ? State.RUNNING : State.WAITING;
    return new EphemeralStatus(
        found.getName(), where, PodView.text(found.getContainerID()), runningSince, reason(state));
  }

  private static String reason(V1ContainerState state) {
    if (state.getTerminated() != null) {
      return PodView.text(state.getTerminated().getReason());
    }
    return state.getWaiting() == null ? "" : PodView.text(state.getWaiting().getReason());
  }
}
