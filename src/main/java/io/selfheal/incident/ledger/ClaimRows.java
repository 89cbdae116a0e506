package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.LedgerException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who works on what. The epoch of an incident grows with each claim. */
final class ClaimRows {
  private static final String DUE =
      """
      SELECT number FROM incident
      WHERE stage <> 'CLOSED' AND claimed = 0 AND due_at <= :now
      ORDER BY due_at, number LIMIT 1
      """;
  private static final String CLAIM =
      "UPDATE incident SET claimed = 1, epoch = epoch + 1 WHERE number = ("
          + DUE
          + ") RETURNING id, epoch";
  private static final String HELD =
      "SELECT count(*) FROM incident WHERE id = :id AND epoch = :epoch AND claimed = 1";
  private static final String RELEASE = "UPDATE incident SET claimed = 0 WHERE id = :id";
  private static final String RELEASE_ALL = "UPDATE incident SET claimed = 0 WHERE claimed = 1";

  private final Handle handle;

  ClaimRows(Handle handle) {
    this.handle = handle;
  }

  boolean anyDue(Instant now) {
    return handle.createQuery(DUE).bind("now", now).mapTo(Long.class).findOne().isPresent();
  }

  Optional<Claim> claim(Instant now) {
    return handle
        .createQuery(CLAIM)
        .bind("now", now)
        .map((row, context) -> new Held(row.getString("id"), row.getLong("epoch")))
        .findOne()
        .map(
            held ->
                new Claim(new IncidentRows(handle).find(held.id).orElseThrow(), held.epoch, false));
  }

  /** Throws unless the claim is the newest one and was not given back. */
  void fence(Claim claim) {
    int held =
        handle
            .createQuery(HELD)
            .bind("id", claim.incident().id())
            .bind("epoch", claim.epoch())
            .mapTo(Integer.class)
            .one();
    if (held == 0) {
      throw new LedgerException(
          "Cannot write incident "
              + claim.incident().id()
              + ": its claim was given back or has passed to another worker; claim it again");
    }
  }

  void release(Claim claim) {
    fence(claim);
    handle.createUpdate(RELEASE).bind("id", claim.incident().id()).execute();
  }

  /** As {@link #release}, but a claim that has passed on, or was given back, changes nothing. */
  void free(Claim claim) {
    handle
        .createUpdate(RELEASE + " AND epoch = :epoch")
        .bind("id", claim.incident().id())
        .bind("epoch", claim.epoch())
        .execute();
  }

  void releaseAll() {
    handle.execute(RELEASE_ALL);
  }

  private record Held(String id, long epoch) {}
}
