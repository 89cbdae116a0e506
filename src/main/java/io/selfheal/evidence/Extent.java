package io.selfheal.evidence;

import java.time.Duration;

/**
 * How much of a kind is taken.
 *
 * @param count of thread dumps in a series
 * @param interval from one of them to the next
 * @param length of a flight recording, where none runs already
 */
public record Extent(int count, Duration interval, Duration length) {
  /** Two thread dumps a second apart show what moves. */
  public static final Extent USUAL = new Extent(2, Duration.ofSeconds(1), Duration.ofSeconds(30));
}
