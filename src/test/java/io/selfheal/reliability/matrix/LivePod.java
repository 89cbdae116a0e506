package io.selfheal.reliability.matrix;

import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Owner;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod as it really is. */
final class LivePod {
  /** What keeps pods alive; {@code keepsNames} for a StatefulSet. */
  record Keeper(WorkloadRef ref, Owner owner, int desired, boolean keepsNames) {}

  private final PodRef ref;
  private final Keeper keeper;
  private final Instant createdAt;
  private String container;
  private Instant startedAt;
  private Instant readyAt;
  private Optional<Instant> deletionAt = Optional.empty();
  private int version = 1;

  LivePod(PodRef ref, Keeper keeper, Instant createdAt, String container, Duration untilReady) {
    this.ref = ref;
    this.keeper = keeper;
    this.createdAt = createdAt;
    this.container = container;
    this.startedAt = createdAt;
    this.readyAt = createdAt.plus(untilReady);
  }

  PodRef ref() {
    return ref;
  }

  Keeper keeper() {
    return keeper;
  }

  String container() {
    return container;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** The same pod, and another container in it. */
  void restart(String newContainer, Instant now, Duration untilReady) {
    container = newContainer;
    startedAt = now;
    readyAt = now.plus(untilReady);
    version++;
  }

  void terminate(Instant now) {
    deletionAt = Optional.of(now);
    version++;
  }

  boolean terminating() {
    return deletionAt.isPresent();
  }

  boolean ready(Instant now) {
    return !terminating() && !readyAt.isAfter(now);
  }

  /** Whether it is what the caller of an eviction had seen. */
  boolean is(PodRef seen, String resourceVersion) {
    return ref.equals(seen) && resourceVersion.equals(String.valueOf(version));
  }

  Pod seen(Instant now) {
    Pod.Meta meta =
        new Pod.Meta(
            String.valueOf(version),
            createdAt,
            deletionAt,
            Map.of("app", keeper.ref.name()),
            Map.of(),
            Optional.of(keeper.owner),
            Optional.of(createdAt),
            ready(now) ? Optional.of(readyAt) : Optional.empty(),
            Optional.of("node-1"));
    Container only = new Container("app", container, Optional.of(startedAt));
    return new Pod(ref, meta, "Running", ready(now), List.of(only));
  }
}
