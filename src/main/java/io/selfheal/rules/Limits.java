package io.selfheal.rules;

import io.selfheal.config.Rate;
import java.time.Duration;
import java.util.Optional;

/** A rule's own limits; what is empty falls back to the configured default. */
public record Limits(
    Optional<Duration> cooldown,
    Optional<Rate> perWorkload,
    Optional<Integer> minOtherReady,
    Optional<Duration> maxAlertAge) {
  public static final Limits DEFAULT =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
