package io.selfheal.kubernetes;

import java.time.Duration;
import java.util.Optional;

/**
 * The newest lines of a container's log.
 *
 * @param deadline for the whole log to arrive
 */
public record LogRequest(PodRef pod, String container, Run run, Part part, Duration deadline) {
  /** Which of the container's lives. */
  public enum Run {
    CURRENT,
    /** The one before, which ended. */
    PREVIOUS
  }

  /**
   * How much of it.
   *
   * @param lines how many, above 0; the bytes are not limited here, as a server that limits them
   *     leaves out the newest
   * @param newest only what is not older, by the node's clock and in whole seconds
   */
  public record Part(int lines, Optional<Duration> newest) {}

  public LogRequest(PodRef pod, String container, Run run, int lines, Duration deadline) {
    this(pod, container, run, new Part(lines, Optional.empty()), deadline);
  }

  boolean previous() {
    return run == Run.PREVIOUS;
  }
}
