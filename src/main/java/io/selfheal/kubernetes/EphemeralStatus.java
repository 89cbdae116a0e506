package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.Optional;

/**
 * An ephemeral container as the pod tells it.
 *
 * @param startedAt empty unless it runs
 * @param reason why it waits or how it ended, as {@code ErrImagePull}; empty text where that is not
 *     told
 */
public record EphemeralStatus(
    String name, State state, String containerId, Optional<Instant> startedAt, String reason) {
  /** Where it is in its only life. */
  public enum State {
    WAITING,
    RUNNING,
    ENDED
  }
}
