package io.selfheal.bench;

import java.time.Duration;
import java.time.Instant;

/** Elapsed time. */
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static double between(Instant begin, Instant end) {
    return of(Duration.between(begin, end));
  }

  static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  static double since(long begunNanos) {
    return (System.nanoTime() - begunNanos) / NANOS;
  }
}
