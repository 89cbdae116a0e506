package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.audit.AuditEntry;
import io.selfheal.incident.audit.AuditEvent;
import io.selfheal.incident.audit.AuditHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The rows of the audit. The end of the chain is read anew for each append: a job that undoes
 * itself takes its entries with it, and a remembered end would be one that never was.
 */
final class AuditRows {
  private static final String HEAD = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";
  private static final String APPEND =
      """
      INSERT INTO audit (number, at, kind, incident, what, previous, hash)
      SELECT CAST(value ->> 'number' AS BIGINT), value ->> 'at', value ->> 'kind', value ->> 'incident',
        value ->> 'what', value ->> 'previous', value ->> 'hash'
      FROM <objects>(:entries) ORDER BY CAST(value ->> 'number' AS BIGINT)
      """;
  private static final String AFTER =
      """
      SELECT number, at, kind, incident, what, previous, hash FROM audit
      WHERE number > :number ORDER BY number LIMIT :most
      """;
  private static final String EXISTS = "SELECT <auditexists>";

  private final Handle handle;

  AuditRows(Handle handle) {
    this.handle = handle;
  }

  void append(List<AuditEvent> events) {
    if (!events.isEmpty()) {
      handle
          .createUpdate(APPEND)
          .bind("entries", Json.array(chained(events), AuditRows::row))
          .execute();
    }
  }

  List<AuditEntry> after(long number, int most) {
    return handle
        .createQuery(AFTER)
        .bind("number", number)
        .bind("most", most)
        .map((row, context) -> entry(row))
        .list();
  }

  /** Not in a file of an older version. */
  boolean exist() {
    return handle.createQuery(EXISTS).mapTo(Integer.class).one() > 0;
  }

  private List<AuditEntry> chained(List<AuditEvent> events) {
    List<AuditEntry> entries = new ArrayList<>(events.size());
    AuditHead head = head();
    for (AuditEvent event : events) {
      AuditEntry entry = head.next(event);
      entries.add(entry);
      head = entry.head();
    }
    return entries;
  }

  private AuditHead head() {
    return handle
        .createQuery(HEAD)
        .map((row, context) -> new AuditHead(row.getLong("number"), row.getString("hash")))
        .findOne()
        .orElse(AuditHead.BEGINNING);
  }

  private static ObjectNode row(AuditEntry entry) {
    AuditEvent event = entry.event();
    return Json.object()
        .put("number", entry.number())
        .put("at", event.at())
        .put("kind", event.kind())
        .put("incident", event.incident())
        .put("what", event.what())
        .put("previous", entry.previous())
        .put("hash", entry.hash());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    AuditEvent event =
        new AuditEvent(
            row.getString("at"),
            row.getString("kind"),
            row.getString("incident"),
            row.getString("what"));
    return new AuditEntry(
        row.getLong("number"), event, row.getString("previous"), row.getString("hash"));
  }
}
