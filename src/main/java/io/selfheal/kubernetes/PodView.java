package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the API's pod, in which nearly everything may be absent, as ours. */
final class PodView {
  private PodView() {}

  static Pod of(V1Pod pod) {
    V1ObjectMeta meta = Objects.requireNonNullElseGet(pod.getMetadata(), V1ObjectMeta::new);
    V1PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), V1PodStatus::new);
    Optional<Instant> readySince = readySince(status);
    return new Pod(
        new PodRef(text(meta.getNamespace()), text(meta.getName()), text(meta.getUid())),
        meta(pod, meta, readySince),
        Objects.requireNonNullElse(status.getPhase(), "Unknown"),
        readySince.isPresent(),
        containers(pod, status),
        EphemeralView.of(pod, status));
  }

  /** The one owner that is the controller; others only keep the garbage collector informed. */
  static Optional<Owner> controller(V1ObjectMeta meta) {
    return list(meta.getOwnerReferences()).stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .map(PodView::owner)
        .findFirst();
  }

  static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : values;
  }

  static Map<String, String> map(Map<String, String> values) {
    return values == null ? Map.of() : Map.copyOf(values);
  }

  private static Pod.Meta meta(V1Pod pod, V1ObjectMeta meta, Optional<Instant> readySince) {
    return new Pod.Meta(
        text(meta.getResourceVersion()),
        instant(meta.getCreationTimestamp()).orElse(Instant.EPOCH),
        instant(meta.getDeletionTimestamp()),
        map(meta.getLabels()),
        map(meta.getAnnotations()),
        controller(meta),
        Optional.ofNullable(pod.getStatus()).flatMap(status -> instant(status.getStartTime())),
        readySince,
        Optional.ofNullable(pod.getSpec()).map(V1PodSpec::getNodeName));
  }

  private static Owner owner(V1OwnerReference owner) {
    return new Owner(
        text(owner.getApiVersion()),
        text(owner.getKind()),
        text(owner.getName()),
        text(owner.getUid()));
  }

  /** A Ready pod whose condition carries no time counts as Ready since ever. */
  private static Optional<Instant> readySince(V1PodStatus status) {
    return list(status.getConditions()).stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(V1PodCondition::getLastTransitionTime)
        .map(time -> instant(time).orElse(Instant.EPOCH))
        .findFirst();
  }

  private static List<Container> containers(V1Pod pod, V1PodStatus status) {
    if (pod.getSpec() == null) {
      return List.of();
    }
    return list(pod.getSpec().getContainers()).stream()
        .map(container -> container(container, pod.getSpec(), status))
        .toList();
  }

  private static Container container(V1Container wanted, V1PodSpec pod, V1PodStatus status) {
    Optional<V1ContainerStatus> found =
        list(status.getContainerStatuses()).stream()
            .filter(told -> wanted.getName().equals(told.getName()))
            .findFirst();
    return new Container(
        wanted.getName(),
        text(found.map(V1ContainerStatus::getContainerID).orElse(null)),
        found.flatMap(PodView::runningSince),
        SpecView.of(wanted, list(pod.getVolumes())),
        SpecView.runAs(wanted, pod));
  }

  static Optional<Instant> runningSince(V1ContainerStatus found) {
    return Optional.ofNullable(found.getState())
        .map(V1ContainerState::getRunning)
        .flatMap(running -> instant(running.getStartedAt()));
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  static String text(String value) {
    return value == null ? "" : value;
  }
}
