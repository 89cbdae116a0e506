package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * A container as the pod tells it.
 *
 * @param id the runtime's id, as {@code containerd://...}; empty text while it was never started
 * @param startedAt empty unless it runs
 * @param runAs empty unless the pod says both: what it leaves out is the image's choice
 */
public record Container(
    String name,
    String id,
    Optional<Instant> startedAt,
    ContainerSpec spec,
    Optional<RunAs> runAs) {
  public Container(String name, String id, Optional<Instant> startedAt) {
    this(name, id, startedAt, ContainerSpec.UNBOUNDED, Optional.empty());
  }

  public boolean running() {
    return startedAt.isPresent();
  }
}
