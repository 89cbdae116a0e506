package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes what is due. What lies in the spool of another responder that lives is left to it: here it
 * would be taken anew.
 */
final class DueRows {
  private static final String DUE =
      """
      SELECT number FROM incident
      WHERE stage <> 'CLOSED' AND claimed = 0 AND due_at <= :now
        AND NOT EXISTS (
          SELECT 1 FROM artefact JOIN replica ON replica.spool = artefact.holder
          WHERE artefact.incident = incident.id AND artefact.state = 'VERIFIED'
            AND artefact.holder <> :spool)
      ORDER BY due_at, number LIMIT 1
      """;
  private static final String CLAIM =
      "UPDATE incident SET claimed = :self, epoch = epoch + 1 WHERE number = ("
          + DUE
          + " <unlocked>) RETURNING id, epoch";

  private final Handle handle;
  private final Member self;

  DueRows(Handle handle, Member self) {
    this.handle = handle;
    this.self = self;
  }

  boolean any(Instant now) {
    return handle
        .createQuery(DUE)
        .bind("now", now)
        .bind("spool", self.spool())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  Optional<Claim> claim(Instant now) {
    return handle
        .createQuery(CLAIM)
        .bind("now", now)
        .bind("spool", self.spool())
        .bind("self", self.number())
        .map((row, context) -> new Held(row.getString("id"), row.getLong("epoch")))
        .findOne()
        .map(
            held ->
                new Claim(new IncidentRows(handle).find(held.id).orElseThrow(), held.epoch, false));
  }

  private record Held(String id, long epoch) {}
}
