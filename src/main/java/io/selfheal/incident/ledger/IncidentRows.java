package io.selfheal.incident.ledger;

import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The incidents, as the inbox and those who look at them see them. */
final class IncidentRows {
  /** One whose resolved came in before its firing is born resolved. */
  private static final String INSERT =
      """
      INSERT INTO incident (id, alert, rule, received_at, stage, due_at, progress, resolved_at)
      SELECT :id, alert.number, :rule, :now, :stage, :now, :progress,
        (SELECT resolved.received_at FROM alert resolved
         WHERE resolved.fingerprint = alert.fingerprint
           AND resolved.starts_at = alert.starts_at AND resolved.status = 'RESOLVED')
      FROM alert WHERE alert.number = :alert
      """;

  private static final String OF_ALERT = "SELECT id, rule FROM incident WHERE alert = :alert";
  private static final String BRING_FORWARD =
      """
      UPDATE incident SET due_at = :now
      WHERE id = :id AND deferred = 1 AND stage <> 'CLOSED' AND due_at > :now
      """;
  private static final String RESOLVE =
      """
      UPDATE incident SET resolved_at = :now
      WHERE alert IN (SELECT number FROM alert WHERE fingerprint = :fingerprint)
        AND stage <> 'CLOSED' AND resolved_at IS NULL
      """;
  private static final String FIND = IncidentMapper.SELECT + "WHERE incident.id = :id";
  private static final String OPEN =
      IncidentMapper.SELECT + "WHERE incident.stage <> 'CLOSED' ORDER BY incident.number";

  private final Handle handle;

  IncidentRows(Handle handle) {
    this.handle = handle;
  }

  void insert(KnownIncident incident, long alert, Instant now) {
    Progress progress = Progress.received(now);
    handle
        .createUpdate(INSERT)
        .bind("id", incident.id())
        .bind("alert", alert)
        .bind("rule", incident.rule())
        .bind("now", now)
        .bind("stage", progress.stage().name())
        .bind("progress", ProgressJson.write(progress))
        .execute();
  }

  Optional<KnownIncident> ofAlert(long alert) {
    return handle
        .createQuery(OF_ALERT)
        .bind("alert", alert)
        .map((row, context) -> new KnownIncident(row.getString("id"), row.getString("rule")))
        .findOne();
  }

  void bringForward(String id, Instant now) {
    handle.createUpdate(BRING_FORWARD).bind("id", id).bind("now", now).execute();
  }

  void resolve(Fingerprint fingerprint, Instant now) {
    handle.createUpdate(RESOLVE).bind("fingerprint", fingerprint.hex()).bind("now", now).execute();
  }

  Optional<Incident> find(String id) {
    return handle.createQuery(FIND).bind("id", id).mapTo(Incident.class).findOne();
  }

  List<Incident> open() {
    return handle.createQuery(OPEN).mapTo(Incident.class).list();
  }
}
