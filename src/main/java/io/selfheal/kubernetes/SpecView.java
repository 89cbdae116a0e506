package io.selfheal.kubernetes;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what a pod's spec grants one of its containers. */
final class SpecView {
  private static final int USUAL_PERIOD = 10;
  private static final int USUAL_FAILURES = 3;
  private static final int USUAL_TIMEOUT = 1;

  private SpecView() {}

  static ContainerSpec of(V1Container container, List<V1Volume> volumes) {
    return new ContainerSpec(
        limit(container, "ephemeral-storage"),
        limit(container, "memory"),
        Optional.ofNullable(container.getLivenessProbe()).map(SpecView::patience),
        container.getSecurityContext() != null
            && Boolean.TRUE.equals(container.getSecurityContext().getReadOnlyRootFilesystem()),
        PodView.list(container.getVolumeMounts()).stream()
            .map(mount -> mount(mount, volumes))
            .toList());
  }

  /** Each of the two as the container says it, or else the pod. */
  static Optional<RunAs> runAs(V1Container container, V1PodSpec pod) {
    V1SecurityContext own =
        Objects.requireNonNullElseGet(container.getSecurityContext(), V1SecurityContext::new);
    V1PodSecurityContext all =
        Objects.requireNonNullElseGet(pod.getSecurityContext(), V1PodSecurityContext::new);
    Long user = own.getRunAsUser() == null ? all.getRunAsUser() : own.getRunAsUser();
    Long group = own.getRunAsGroup() == null ? all.getRunAsGroup() : own.getRunAsGroup();
    return user == null || group == null ? Optional.empty() : Optional.of(new RunAs(user, group));
  }

  /** The first of the failures may be that of a probe which began as the silence did. */
  private static Duration patience(V1Probe probe) {
    int period = Objects.requireNonNullElse(probe.getPeriodSeconds(), USUAL_PERIOD);
    int failures = Objects.requireNonNullElse(probe.getFailureThreshold(), USUAL_FAILURES);
    int timeout = Objects.requireNonNullElse(probe.getTimeoutSeconds(), USUAL_TIMEOUT);
    return Duration.ofSeconds((long) (failures - 1) * period + timeout);
  }

  private static Optional<Long> limit(V1Container container, String resource) {
    return Optional.ofNullable(container.getResources())
        .map(resources -> resources.getLimits())
        .map(limits -> limits.get(resource))
        .map(SpecView::bytes);
  }

  private static long bytes(Quantity quantity) {
    return quantity.getNumber().longValue();
  }

  private static Mount mount(V1VolumeMount mount, List<V1Volume> volumes) {
    Optional<V1EmptyDirVolumeSource> emptyDir =
        volumes.stream()
            .filter(volume -> volume.getName().equals(mount.getName()))
            .findFirst()
            .map(V1Volume::getEmptyDir);
    return new Mount(
        mount.getMountPath(),
        emptyDir.map(SpecView::medium).orElse(Medium.OTHER),
        emptyDir.map(V1EmptyDirVolumeSource::getSizeLimit).map(SpecView::bytes),
        Boolean.TRUE.equals(mount.getReadOnly()));
  }

  private static Medium medium(V1EmptyDirVolumeSource emptyDir) {
    return "Memory".equals(emptyDir.getMedium()) ? Medium.MEMORY : Medium.EMPTY_DIR;
  }
}
