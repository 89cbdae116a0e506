package io.selfheal.triage.threads.dump;

import java.time.Duration;
import java.util.Optional;

/**
 * What a thread used since it began.
 *
 * @param allocated bytes, where the dump was asked for them
 */
public record ThreadTimes(
    Optional<Duration> cpu, Optional<Duration> elapsed, Optional<Long> allocated) {
  public static final ThreadTimes UNKNOWN =
      new ThreadTimes(Optional.empty(), Optional.empty(), Optional.empty());
}
