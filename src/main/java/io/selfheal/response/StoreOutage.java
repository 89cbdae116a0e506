package io.selfheal.response;

import io.selfheal.storage.StorageException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to leave the store alone: a thousand files that each ask for a store that is away would
 * keep it away, and come into it in any order. A file that has failed often waits for longer than
 * this does, so that it holds no other up.
 */
final class StoreOutage {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private final Clock clock;
  private int failures;
  private Instant until = Instant.EPOCH;

  StoreOutage(Clock clock) {
    this.clock = clock;
  }

  /** After so many failures before: a second, doubled each time, five minutes at most. */
  static Duration pause(int failuresBefore) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  boolean rests() {
    return clock.instant().isBefore(until);
  }

  void met(Reason reason) {
    if (!reason.ofTheFile()) {
      until = clock.instant().plus(pause(failures));
      failures++;
    }
  }

  void over() {
    failures = 0;
  }
}
