package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What came in: alerts, what is no alert, and since when each fingerprint fires. Lists go in as one
 * JSON array, so that ten thousand alerts are a handful of statements.
 */
final class AlertRows {
  private static final Duration SILENCE = Duration.ofHours(6);

  private static final String INSERT =
      """
      INSERT INTO alert (fingerprint, starts_at, status, received_at, alert)
      SELECT value ->> 'fingerprint', value ->> 'startsAt', value ->> 'status', :now,
        value ->> 'alert'
      FROM <objects>(:alerts) WHERE true
      ON CONFLICT DO NOTHING RETURNING fingerprint
      """;
  private static final String QUARANTINE =
      "INSERT INTO quarantine (received_at, text, reason) VALUES (:now, :text, :reason)";
  private static final String FIRES =
      """
      INSERT INTO firing (fingerprint, since, last_seen)
      SELECT value, :now, :now FROM <texts>(:fingerprints) WHERE true
      ON CONFLICT (fingerprint) DO UPDATE SET
        since = CASE WHEN firing.last_seen <= :silent THEN excluded.since ELSE firing.since END,
        last_seen = excluded.last_seen
      """;
  private static final String SINCE =
      """
      SELECT fingerprint, since FROM firing
      WHERE fingerprint IN (SELECT value FROM <texts>(:fingerprints))
      """;
  private static final String FIRES_NO_MORE =
      """
      DELETE FROM firing WHERE fingerprint IN (SELECT value FROM <texts>(:fingerprints))
      RETURNING fingerprint, since
      """;

  private final Handle handle;
  private final Instant now;

  AlertRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  /** Those that are new; the others are there already. */
  Set<Fingerprint> insert(Collection<Alert> alerts) {
    return new HashSet<>(
        handle
            .createQuery(INSERT)
            .bind("now", now)
            .bind("alerts", Json.array(alerts, AlertRows::row))
            .map((row, context) -> fingerprint(row))
            .list());
  }

  void insertQuarantined(List<Intake.Quarantined> quarantined) {
    if (quarantined.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(QUARANTINE);
    for (Intake.Quarantined each : quarantined) {
      batch.bind("now", now).bind("text", each.text()).bind("reason", each.reason()).add();
    }
    batch.execute();
  }

  /** Notes that they fire: since now, after a resolved or a silence. */
  void fire(List<Fingerprint> fingerprints) {
    handle
        .createUpdate(FIRES)
        .bind("now", now)
        .bind("silent", now.minus(SILENCE))
        .bind("fingerprints", Json.array(fingerprints, AlertRows::text))
        .execute();
  }

  /** Since when those fire that do. */
  Map<Fingerprint, Instant> firingSince(List<Fingerprint> fingerprints) {
    return since(SINCE, fingerprints);
  }

  /** Notes that they no longer fire, and says since when they had. */
  Map<Fingerprint, Instant> fireNoMore(List<Fingerprint> fingerprints) {
    return since(FIRES_NO_MORE, fingerprints);
  }

  private Map<Fingerprint, Instant> since(String sql, List<Fingerprint> fingerprints) {
    return handle
        .createQuery(sql)
        .bind("fingerprints", Json.array(fingerprints, AlertRows::text))
        .map((row, context) -> Map.entry(fingerprint(row), Instant.parse(row.getString("since"))))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  static JsonNode text(Fingerprint fingerprint) {
    return TextNode.valueOf(fingerprint.hex());
  }

  private static JsonNode row(Alert alert) {
    return Json.object()
        .put("fingerprint", alert.fingerprint().hex())
        .put("startsAt", InstantText.of(alert.startsAt().orElseThrow()))
        .put("status", alert.status().name())
        .put("alert", AlertJson.write(alert).toString());
  }

  private static Fingerprint fingerprint(ResultSet row) throws SQLException {
    return new Fingerprint(row.getString("fingerprint"));
  }
}
