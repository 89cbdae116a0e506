package io.selfheal.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When each channel may be written to again. */
final class Pace {
  private final Duration pause;
  private final Clock clock;
  private final Map<String, Instant> free = new HashMap<>();

  Pace(Duration pause, Clock clock) {
    this.pause = pause;
    this.clock = clock;
  }

  boolean allows(String channel) {
    return !clock.instant().isBefore(free.getOrDefault(channel, Instant.MIN));
  }

  void used(String channel) {
    rest(channel, pause);
  }

  void rest(String channel, Duration rest) {
    free.merge(channel, clock.instant().plus(rest), (a, b) -> a.isAfter(b) ? a : b);
  }
}
