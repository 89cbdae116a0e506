package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/**
 * Takes what is due: from one namespace after the other, so that a storm in one does not keep the
 * others waiting, and in each what has been due for longest. What lies in the spool of another
 * responder that lives is left to it: here it would be taken anew. What lies in part here is not:
 * each would leave it to the other.
 */
final class DueRows {
  private static final String DUE =
      """
      stage <> 'CLOSED' AND claimed = 0 AND due_at <= :now
        AND (NOT EXISTS (
            SELECT 1 FROM artefact JOIN replica ON replica.spool = artefact.holder
            WHERE artefact.incident = incident.id AND artefact.state = 'VERIFIED'
              AND artefact.holder <> :spool)
          OR EXISTS (
            SELECT 1 FROM artefact
            WHERE artefact.incident = incident.id AND artefact.state = 'VERIFIED'
              AND artefact.holder = :spool))
      """;
  private static final String ANY = "SELECT number FROM incident WHERE " + DUE + " LIMIT 1";
  private static final String CLAIM =
      "UPDATE incident SET claimed = :self, epoch = epoch + 1 WHERE number = ("
          + "SELECT number FROM incident WHERE namespace > :after AND "
          + DUE
          + " ORDER BY namespace, due_at, number LIMIT 1 <unlocked>)"
          + " RETURNING id, namespace, epoch";

  /** Before all names. */
  private static final String BEGINNING = "";

  private final Handle handle;
  private final Member self;

  DueRows(Handle handle, Member self) {
    this.handle = handle;
    this.self = self;
  }

  boolean any(Instant now) {
    return handle
        .createQuery(ANY)
        .bind("now", now)
        .bind("spool", self.spool())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /** Of the namespace whose turn it is, which then is over. */
  Optional<Claim> claim(Instant now, AtomicReference<String> turn) {
    return taken(now, turn.get())
        .or(() -> taken(now, BEGINNING))
        .map(
            taken -> {
              turn.set(taken.namespace);
              Incident incident = new IncidentRows(handle).find(taken.id).orElseThrow();
              return new Claim(incident, taken.epoch, false);
            });
  }

  private Optional<Taken> taken(Instant now, String after) {
    return handle
        .createQuery(CLAIM)
        .bind("after", after)
        .bind("now", now)
        .bind("spool", self.spool())
        .bind("self", self.number())
        .map(
            (row, context) ->
                new Taken(row.getString("id"), row.getString("namespace"), row.getLong("epoch")))
        .findOne();
  }

  private record Taken(String id, String namespace, long epoch) {}
}
