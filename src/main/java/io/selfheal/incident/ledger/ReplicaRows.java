package io.selfheal.incident.ledger;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** Who shares the ledger, in PostgreSQL's words: in a file nobody does. */
final class ReplicaRows {
  private static final String SEEN =
      "UPDATE replica SET seen_at = clock_timestamp() WHERE number = :number";
  private static final String ENTER =
      "INSERT INTO replica (spool, seen_at) VALUES (:spool, clock_timestamp()) RETURNING number";
  private static final String REMOVE_EARLIER = "DELETE FROM replica WHERE spool = :spool";
  private static final String REMOVE = "DELETE FROM replica WHERE number = :number";
  private static final String REMOVE_GONE =
      """
      DELETE FROM replica
      WHERE seen_at < clock_timestamp() - CAST(:lasts AS double precision) * interval '1 second'
      """;

  /** A claim that is free is refused already; its epoch goes on all the same, as for any other. */
  private static final String FREE =
      """
      UPDATE incident SET claimed = 0, epoch = epoch + 1
      WHERE claimed <> 0 AND NOT EXISTS (SELECT 1 FROM replica WHERE number = incident.claimed)
      """;

  private static final String FIRST = "SELECT coalesce(min(number), 0) FROM replica";

  /** Two who free the same claims at once would wait for each other. */
  private static final String JUDGE =
      "SELECT pg_try_advisory_xact_lock(" + PostgresServer.JUDGEMENT + ")";

  private final Handle handle;

  ReplicaRows(Handle handle) {
    this.handle = handle;
  }

  /** Enters a member, in the place of an earlier process on the same spool. */
  long join(String spool) {
    return handle.inTransaction(
        joining -> {
          joining.createUpdate(REMOVE_EARLIER).bind("spool", spool).execute();
          long number = joining.createQuery(ENTER).bind("spool", spool).mapTo(Long.class).one();
          joining.execute(FREE);
          return number;
        });
  }

  /** Renews a membership; false when it was ended. */
  boolean seen(long number) {
    return handle.createUpdate(SEEN).bind("number", number).execute() > 0;
  }

  /** Ends the membership of those who were not seen for that long, and frees what they hold. */
  void freeOfTheGone(Duration lasts) {
    handle.useTransaction(
        judging -> {
          if (judging.createQuery(JUDGE).mapTo(Boolean.class).one()) {
            judging.createUpdate(REMOVE_GONE).bind("lasts", lasts.toSeconds()).execute();
            judging.execute(FREE);
          }
        });
  }

  void leave(long number) {
    handle.useTransaction(
        leaving -> {
          leaving.createUpdate(REMOVE).bind("number", number).execute();
          leaving.execute(FREE);
        });
  }

  /** The one who joined first of those who are there. */
  long first() {
    return handle.createQuery(FIRST).mapTo(Long.class).one();
  }
}
