package io.selfheal.kubernetes;

import java.time.Duration;

/**
 * The newest lines of a container's log.
 *
 * @param lines how many, above 0; the bytes are not limited here, as a server that limits them
 *     leaves out the newest
 * @param deadline for the whole log to arrive
 */
public record LogRequest(PodRef pod, String container, Run run, int lines, Duration deadline) {
  /** Which of the container's lives. */
  public enum Run {
    CURRENT,
    /** The one before, which ended. */
    PREVIOUS
  }

  boolean previous() {
    return run == Run.PREVIOUS;
  }
}
