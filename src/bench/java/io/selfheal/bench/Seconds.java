package io.selfheal.bench;

/** Elapsed time. */
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static double since(long begunNanos) {
    return (System.nanoTime() - begunNanos) / NANOS;
  }
}
