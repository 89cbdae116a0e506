package io.selfheal.config;

import java.time.Duration;

/** So many within so much time, at any moment; written {@code 2/1h}. */
public record Rate(int most, Duration within) {
  /** No rate is larger, so whoever counts need not look further back. */
  public static final int MOST = 100;

  public Rate {
    if (most < 1 || most > MOST || within.isZero() || within.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot hold to " + most + " within " + within + ": 1 to " + MOST + ", and some time");
    }
  }

  public static Rate anHour(int most) {
    return new Rate(most, Duration.ofHours(1));
  }
}
