package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * A container as the pod tells it.
 *
 * @param id the runtime's id, as {@code containerd://...}; empty text while it was never started
 * @param startedAt empty unless it runs
 */
public record Container(String name, String id, Optional<Instant> startedAt, ContainerSpec spec) {
  public Container(String name, String id, Optional<Instant> startedAt) {
    this(name, id, startedAt, ContainerSpec.UNBOUNDED);
  }

  public boolean running() {
    return startedAt.isPresent();
  }
}
