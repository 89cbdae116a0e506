package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * A container as the pod's status tells it.
 *
 * @param id the runtime's id, as {@code containerd://...}; empty text while it was never started
 * @param startedAt empty unless it runs
 */
public record Container(String name, String id, Optional<Instant> startedAt) {
  public boolean running() {
    return startedAt.isPresent();
  }
}
