package io.selfheal.incident;

import io.selfheal.config.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When so many incidents come in at once that their cause is hardly in each of the pods: removing
 * those would only add to it.
 *
 * @param most how many may come in within how long before it is a storm
 * @param quiet how long no more than that must have come in before it is over
 */
public record Storm(Rate most, Duration quiet) {
  /** How many arrivals are looked at; what came in before those may have been anything. */
  public static final int SEEN = 1_000;

  /**
   * Until when it lasts if no more comes in; empty when there is none.
   *
   * @param arrivals when incidents came in, the newest first, at most {@link #SEEN}
   */
  public Optional<Instant> until(List<Instant> arrivals, Instant now) {
    return newestExcess(arrivals).map(last -> last.plus(quiet)).filter(end -> end.isAfter(now));
  }

  private Optional<Instant> newestExcess(List<Instant> arrivals) {
    for (int i = 0; i + most.most() < arrivals.size(); i++) {
      Instant before = arrivals.get(i + most.most());
      if (before.plus(most.within()).isAfter(arrivals.get(i))) {
        return Optional.of(arrivals.get(i));
      }
    }
    return arrivals.size() < SEEN ? Optional.empty() : Optional.of(arrivals.get(SEEN - 1));
  }
}
