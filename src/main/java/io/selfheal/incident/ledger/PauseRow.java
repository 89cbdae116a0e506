package io.selfheal.incident.ledger;

import io.selfheal.incident.Switch.Paused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The kill switch: while its one row is there, nothing acts. */
final class PauseRow {
  private static final String READ = "SELECT paused_by, reason, since FROM pause";
  private static final String PAUSE =
      """
      INSERT INTO pause (number, paused_by, reason, since) VALUES (1, :by, :reason, :now)
      ON CONFLICT (number) DO NOTHING
      """;
  private static final String RESUME = "DELETE FROM pause";

  private final Handle handle;
  private final Instant now;

  PauseRow(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  Optional<Paused> read() {
    return handle.createQuery(READ).map(PauseRow::paused).findOne();
  }

  Paused pause(String by, String reason) {
    int rows =
        handle.createUpdate(PAUSE).bind("by", by).bind("reason", reason).bind("now", now).execute();
    Paused stands = read().orElseThrow();
    if (rows > 0) {
      new AuditTrail(handle, now).paused(stands);
    }
    return stands;
  }

  Optional<Paused> resume(String by) {
    Optional<Paused> stood = read();
    if (stood.isPresent()) {
      handle.execute(RESUME);
      new AuditTrail(handle, now).resumed(by);
    }
    return stood;
  }

  private static Paused paused(ResultSet row, StatementContext context) throws SQLException {
    return new Paused(
        row.getString("paused_by"), row.getString("reason"), Instant.parse(row.getString("since")));
  }
}
