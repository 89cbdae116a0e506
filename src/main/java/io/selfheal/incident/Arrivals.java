package io.selfheal.incident;

import java.time.Instant;
import java.util.List;

/** What comes in, for whoever has to tell a storm from a few sick pods. */
public interface Arrivals {
  /**
   * When incidents came in, the newest first, at most {@link Storm#SEEN}. What ended without asking
   * the gates whether it may act counts no more: another's container, a namespace that is not
   * named, a rule that only observes.
   */
  List<Instant> arrivals();

  /** Of the incidents not closed the newest, so many at most, oldest first. */
  List<Incident> newestOpen(int most);
}
