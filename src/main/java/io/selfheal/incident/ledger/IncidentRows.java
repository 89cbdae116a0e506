package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The incidents, as the inbox and those who look at them see them. */
final class IncidentRows {
  /** One whose resolved came in before its firing is born resolved. */
  private static final String INSERT =
      """
      INSERT INTO incident
        (id, alert, rule, namespace, received_at, stage, due_at, progress, resolved_at)
      SELECT value ->> 'id', alert.number, value ->> 'rule', value ->> 'namespace', :now, :stage, :now, :progress,
        (SELECT resolved.received_at FROM alert resolved
         WHERE resolved.fingerprint = alert.fingerprint
           AND resolved.starts_at = alert.starts_at AND resolved.status = 'RESOLVED')
      FROM <objects>(:incidents) JOIN alert ON alert.fingerprint = value ->> 'fingerprint'
        AND alert.starts_at = value ->> 'startsAt' AND alert.status = 'FIRING'
      ORDER BY CAST(value ->> 'order' AS BIGINT)
      """;

  private static final String OF_ALERTS =
      """
      SELECT alert.fingerprint, incident.id, incident.rule, incident.namespace
      FROM <objects>(:alerts) JOIN alert ON alert.fingerprint = value ->> 'fingerprint'
        AND alert.starts_at = value ->> 'startsAt' AND alert.status = 'FIRING'
      JOIN incident ON incident.alert = alert.number
      """;
  private static final String BRING_FORWARD =
      """
      UPDATE incident SET due_at = :now
      WHERE id IN (SELECT value FROM <texts>(:ids))
        AND deferred = 1 AND stage <> 'CLOSED' AND due_at > :now
      """;
  private static final String RESOLVE =
      """
      UPDATE incident SET resolved_at = :now,
        due_at = CASE WHEN deferred = 1 AND due_at > :now THEN :now ELSE due_at END
      WHERE alert IN (
          SELECT number FROM alert WHERE fingerprint IN (SELECT value FROM <texts>(:fingerprints)))
        AND stage <> 'CLOSED' AND resolved_at IS NULL
      RETURNING id
      """;
  private static final String RESOLVE_CLOSED =
      """
      UPDATE incident SET resolved_at = :now
      WHERE stage = 'CLOSED' AND resolved_at IS NULL AND alert IN (
          SELECT alert.number FROM <objects>(:alerts)
          JOIN alert ON alert.fingerprint = value ->> 'fingerprint'
            AND alert.starts_at = value ->> 'startsAt' AND alert.status = 'FIRING')
      RETURNING id
      """;
  private static final String FIND = IncidentMapper.SELECT + "WHERE incident.id = :id";
  private static final String OPEN =
      IncidentMapper.SELECT + "WHERE incident.stage <> 'CLOSED' ORDER BY incident.number";

  private static final String NEWEST_OPEN =
      IncidentMapper.SELECT
          + "WHERE incident.stage <> 'CLOSED' ORDER BY incident.number DESC LIMIT :most";
  private static final String OPEN_BY_STAGE =
      "SELECT stage, count(*) AS incidents FROM incident WHERE stage <> 'CLOSED' GROUP BY stage";

  private final Handle handle;

  IncidentRows(Handle handle) {
    this.handle = handle;
  }

  /** In the order of the map, each for an alert that is in the table. */
  void insert(Map<Alert, KnownIncident> incidents, Instant now) {
    if (incidents.isEmpty()) {
      return;
    }
    Progress progress = Progress.received(now);
    handle
        .createUpdate(INSERT)
        .bind("now", now)
        .bind("stage", progress.stage().name())
        .bind("progress", ProgressJson.write(progress))
        .bind("incidents", Json.array(rows(incidents), row -> row))
        .execute();
    new AuditTrail(handle, now).opened(incidents);
  }

  Map<Fingerprint, KnownIncident> of(List<Alert> alerts) {
    return handle
        .createQuery(OF_ALERTS)
        .bind("alerts", Json.array(alerts, IncidentRows::key))
        .map((row, context) -> Map.entry(fingerprint(row), incident(row)))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  void bringForward(Collection<String> incidents, Instant now) {
    String ids = Json.array(incidents, TextNode::valueOf);
    handle.createUpdate(BRING_FORWARD).bind("ids", ids).bind("now", now).execute();
  }

  /** Marks the open incidents of these fingerprints, and names those that it marked. */
  List<String> resolve(List<Fingerprint> fingerprints, Instant now) {
    return handle
        .createQuery(RESOLVE)
        .bind("fingerprints", Json.array(fingerprints, AlertRows::text))
        .bind("now", now)
        .mapTo(String.class)
        .list();
  }

  /** As {@link #resolve}, for what is closed: only the incidents of these very alerts. */
  List<String> resolveClosed(List<Alert> alerts, Instant now) {
    return handle
        .createQuery(RESOLVE_CLOSED)
        .bind("alerts", Json.array(alerts, IncidentRows::key))
        .bind("now", now)
        .mapTo(String.class)
        .list();
  }

  Optional<Incident> find(String id) {
    return handle.createQuery(FIND).bind("id", id).mapTo(Incident.class).findOne();
  }

  List<Incident> open() {
    return handle.createQuery(OPEN).mapTo(Incident.class).list();
  }

  List<Incident> newestOpen(int most) {
    List<Incident> newest =
        handle.createQuery(NEWEST_OPEN).bind("most", most).mapTo(Incident.class).list();
    Collections.reverse(newest);
    return newest;
  }

  Map<Stage, Integer> openByStage() {
    return handle
        .createQuery(OPEN_BY_STAGE)
        .map(
            (row, context) ->
                Map.entry(Stage.valueOf(row.getString("stage")), row.getInt("incidents")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static ObjectNode key(Alert alert) {
    return Json.object()
        .put("fingerprint", alert.fingerprint().hex())
        .put("startsAt", InstantText.of(alert.startsAt().orElseThrow()));
  }

  private static List<ObjectNode> rows(Map<Alert, KnownIncident> incidents) {
    List<ObjectNode> rows = new ArrayList<>(incidents.size());
    incidents.forEach(
        (alert, incident) ->
            rows.add(
                key(alert)
                    .put("id", incident.id())
                    .put("rule", incident.rule())
                    .put("namespace", incident.namespace())
                    .put("order", rows.size())));
    return rows;
  }

  private static Fingerprint fingerprint(ResultSet row) throws SQLException {
    return new Fingerprint(row.getString("fingerprint"));
  }

  private static KnownIncident incident(ResultSet row) throws SQLException {
    return new KnownIncident(
        row.getString("id"), row.getString("rule"), row.getString("namespace"));
  }
}
