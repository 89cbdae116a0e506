package io.selfheal.sandbox.drive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Drive takes some forty new or changed files at once, and for long three a second. */
public final class SandboxDriveLimit {
  private static final Duration EACH = Duration.ofSeconds(1).dividedBy(3);
  private static final int BURST = 40;

  private Clock clock;
  private Instant owed = Instant.EPOCH;
  private int refused;

  synchronized SandboxDriveLimit by(Clock time) {
    clock = time;
    return this;
  }

  /** How many writes came too fast. */
  public synchronized int refused() {
    return refused;
  }

  synchronized void requireRoom() {
    if (clock == null) {
      return;
    }
    Instant now = clock.instant();
    Instant next = (owed.isBefore(now) ? now : owed).plus(EACH);
    if (Duration.between(now, next).compareTo(EACH.multipliedBy(BURST)) > 0) {
      refused++;
      throw new SandboxDriveException(403, "userRateLimitExceeded");
    }
    owed = next;
  }
}
