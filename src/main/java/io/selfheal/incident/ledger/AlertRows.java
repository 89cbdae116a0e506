package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What came in: alerts, what is no alert, and since when each fingerprint fires. */
final class AlertRows {
  private static final Duration SILENCE = Duration.ofHours(6);

  private static final String INSERT =
      """
      INSERT INTO alert (fingerprint, starts_at, status, received_at, alert)
      VALUES (:fingerprint, :startsAt, :status, :now, :alert)
      ON CONFLICT DO NOTHING RETURNING number
      """;
  private static final String NUMBER =
      """
      SELECT number FROM alert
      WHERE fingerprint = :fingerprint AND starts_at = :startsAt AND status = :status
      """;
  private static final String QUARANTINE =
      "INSERT INTO quarantine (received_at, text, reason) VALUES (:now, :text, :reason)";
  private static final String FIRES =
      """
      INSERT INTO firing (fingerprint, since, last_seen) VALUES (:fingerprint, :now, :now)
      ON CONFLICT (fingerprint) DO UPDATE SET
        since = CASE WHEN last_seen <= :silent THEN excluded.since ELSE since END,
        last_seen = excluded.last_seen
      RETURNING since
      """;
  private static final String FIRES_NO_MORE =
      "DELETE FROM firing WHERE fingerprint = :fingerprint RETURNING since";

  private final Handle handle;
  private final Instant now;

  AlertRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /** The number of the new row; empty when the same alert is there already. */
  Optional<Long> insert(Alert alert) {
    return handle
        .createQuery(INSERT)
        .bind("fingerprint", alert.fingerprint().hex())
        .bind("startsAt", alert.startsAt())
        .bind("status", alert.status().name())
        .bind("now", now)
        .bind("alert", AlertJson.write(alert))
        .mapTo(Long.class)
        .findOne();
  }

  long number(Alert alert) {
    return handle
        .createQuery(NUMBER)
        .bind("fingerprint", alert.fingerprint().hex())
        .bind("startsAt", alert.startsAt())
        .bind("status", alert.status().name())
        .mapTo(Long.class)
        .one();
  }

  void insert(Intake.Quarantined quarantined) {
    handle
        .createUpdate(QUARANTINE)
        .bind("now", now)
        .bind("text", quarantined.text())
        .bind("reason", quarantined.reason())
        .execute();
  }

  /** Notes that it fires, and says since when: the first receipt after a resolved or a silence. */
  Instant fires(Fingerprint fingerprint) {
    return handle
        .createQuery(FIRES)
        .bind("fingerprint", fingerprint.hex())
        .bind("now", now)
        .bind("silent", now.minus(SILENCE))
        .mapTo(Instant.class)
        .one();
  }

  /** Notes that it no longer fires, and says since when it had. */
  Optional<Instant> firesNoMore(Fingerprint fingerprint) {
    return handle
        .createQuery(FIRES_NO_MORE)
        .bind("fingerprint", fingerprint.hex())
        .mapTo(Instant.class)
        .findOne();
  }
}
