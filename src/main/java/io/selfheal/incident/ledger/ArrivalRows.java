package io.selfheal.incident.ledger;

import io.selfheal.incident.Storm;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** When incidents came in. They are numbered in that order, so an index ends the search. */
final class ArrivalRows {
  private static final String NEWEST =
      "SELECT received_at FROM incident WHERE asks = 1 ORDER BY number DESC LIMIT :most";

  private final Handle handle;

  ArrivalRows(Handle handle) {
    this.handle = handle;
  }

  List<Instant> newest() {
    return handle.createQuery(NEWEST).bind("most", Storm.SEEN).mapTo(Instant.class).list();
  }
}
