package io.selfheal.sandbox.cluster;

import io.selfheal.kubernetes.PodRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pod as the cluster keeps it. Guarded by the lock of its cluster. */
final class SandboxPod {
  /**
   * Who made it.
   *
   * @param restarts whether its containers are started again when they end
   */
  record Origin(Optional<ReplicaSet> owner, Instant createdAt, boolean restarts) {}

  private final PodRef ref;
  private final PodTemplate template;
  private final Origin origin;
  private final List<SandboxContainer> containers;
  private final List<SandboxEphemeral> ephemerals = new ArrayList<>();
  private long resourceVersion;
  private Optional<Instant> deletionAt = Optional.empty();

  SandboxPod(PodRef ref, PodTemplate template, Origin origin) {
    this.ref = ref;
    this.template = template;
    this.origin = origin;
    this.containers = template.containers().stream().map(SandboxContainer::new).toList();
  }

  PodRef ref() {
    return ref;
  }

  PodTemplate template() {
    return template;
  }

  Origin origin() {
    return origin;
  }

  List<SandboxContainer> containers() {
    return containers;
  }

  /** Those that joined later, the newest first. */
  List<SandboxEphemeral> ephemerals() {
    return ephemerals;
  }

  Optional<SandboxEphemeral> ephemeral(String name) {
    return ephemerals.stream().filter(found -> found.name().equals(name)).findFirst();
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>(template.labels());
    origin.owner().ifPresent(owner -> labels.put(ReplicaSet.HASH_LABEL, owner.hash()));
    return labels;
  }

  long resourceVersion() {
    return resourceVersion;
  }

  void changed(long version) {
    resourceVersion = version;
  }

  /** When its grace period ends; empty unless it is terminating. */
  Optional<Instant> deletionAt() {
    return deletionAt;
  }

  void terminateBy(Instant instant) {
    deletionAt = Optional.of(instant);
  }

  boolean terminating() {
    return deletionAt.isPresent();
  }

  boolean ready() {
    return containers.stream().allMatch(SandboxContainer::ready);
  }

  boolean ended() {
    return containers.stream().noneMatch(SandboxContainer::running);
  }

  String phase() {
    if (containers.stream().anyMatch(container -> container.current().isEmpty())) {
      return "Pending";
    }
    if (origin.restarts() || !ended()) {
      return "Running";
    }
    boolean failed = containers.stream().anyMatch(c -> c.current().orElseThrow().exitCode() != 0);
    return failed ? "Failed" : "Succeeded";
  }

  /** When its readiness last changed. */
  Instant changedAt() {
    return containers.stream()
        .flatMap(container -> container.current().stream())
        .map(ContainerRun::changedAt)
        .max(Comparator.naturalOrder())
        .orElse(origin.createdAt());
  }

  Optional<SandboxContainer> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }

  /** The one named, or the only one; otherwise the server's own words why not. */
  SandboxContainer chosen(String name) {
    if (name.isEmpty() && containers.size() > 1) {
      throw Rejection.of(
          400,
          "BadRequest",
          "a container name must be specified for pod "
              + ref.name()
              + ", choose one of: ["
              + String.join(" ", template.containers())
              + "]");
    }
    String wanted = name.isEmpty() ? template.containers().get(0) : name;
    return container(wanted)
        .orElseThrow(
            () ->
                Rejection.of(
                    400,
                    "BadRequest",
                    "container " + wanted + " is not valid for pod " + ref.name()));
  }
}
