package io.selfheal.notification;

import io.selfheal.incident.Arrivals;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Storm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * In a storm what nobody was told of yet is not told incident by incident: each channel hears of it
 * in one summary. The storm is looked up once for each round of messages.
 */
public final class StormNews {
  private final Arrivals arrivals;
  private final Storm storm;
  private Optional<Instant> end = Optional.empty();

  public StormNews(Arrivals arrivals, Storm storm) {
    this.arrivals = arrivals;
    this.storm = storm;
  }

  void look(Instant now) {
    end = storm.until(arrivals.arrivals(), now);
  }

  /** A message that is there is edited on, and an end is always told. */
  boolean covers(PendingMessage pending) {
    return end.isPresent() && !pending.posted() && !pending.incident().closed();
  }

  IncidentMessage summary(String channel, Audience audience) {
    List<Incident> newest = arrivals.newestOpen(Storm.SEEN);
    List<Incident> theirs =
        newest.stream()
            .filter(incident -> audience.channelsOf(incident).contains(channel))
            .toList();
    boolean all = newest.size() < Storm.SEEN;
    return new StormSummary(storm, end.orElseThrow(), audience).tell(theirs, all);
  }
}
