package io.selfheal.storage.drive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much goes into one request of an upload: what the link carries in some ten seconds. Less
 * would be slowed down by the waiting for answers, more is more to send again when the link breaks.
 * Drive takes whole units of 256 KiB only.
 */
final class ChunkSize {
  static final int UNIT = 256 << 10;

  private static final int FIRST = 8 << 20;
  private static final int MOST = 64 << 20;
  private static final Duration AIM = Duration.ofSeconds(10);

  private final Clock clock;
  private final int least;
  private final int most;
  private int bytes;

  private ChunkSize(Clock clock, int first, int least, int most) {
    this.clock = clock;
    this.bytes = first;
    this.least = least;
    this.most = most;
  }

  static ChunkSize adapted(Clock clock) {
    return new ChunkSize(clock, FIRST, UNIT, MOST);
  }

  static ChunkSize fixed(int bytes) {
    return new ChunkSize(Clock.systemUTC(), bytes, bytes, bytes);
  }

  synchronized int bytes() {
    return bytes;
  }

  /** When the sending of a chunk begins. */
  Instant begin() {
    return clock.instant();
  }

  /** One went over; the last one of a file says little, as it may be small. */
  synchronized void sent(long sent, Instant begun) {
    Duration time = Duration.between(begun, clock.instant());
    if (sent >= bytes) {
      double fitting = (double) sent * AIM.toNanos() / Math.max(1, time.toNanos());
      bytes = fitting((long) Math.min(fitting, 2.0 * bytes));
    }
  }

  /** The link broke. */
  synchronized void broke() {
    bytes = fitting(bytes / 2);
  }

  private int fitting(long wanted) {
    return (int) Math.min(most, Math.max(least, wanted / UNIT * UNIT));
  }
}
