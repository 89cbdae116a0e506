package io.selfheal.storage.drive;

import io.selfheal.evidence.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps what makes or changes files within what Drive takes of one account for long: three a
 * second. It is the day after an outage that needs this: large files keep no one waiting.
 */
final class WritePace {
  static final Duration EACH = Duration.ofMillis(400);
  static final int BURST = 30;

  private final Pause pause;
  private final Clock clock;
  private Instant owed = Instant.EPOCH;

  WritePace(Pause pause, Clock clock) {
    this.pause = pause;
    this.clock = clock;
  }

  void await() throws InterruptedException {
    Duration wait = take(clock.instant());
    if (!wait.isNegative() && !wait.isZero()) {
      pause.pause(wait);
    }
  }

  private synchronized Duration take(Instant now) {
    owed = (owed.isBefore(now) ? now : owed).plus(EACH);
    return Duration.between(now, owed).minus(EACH.multipliedBy(BURST));
  }
}
