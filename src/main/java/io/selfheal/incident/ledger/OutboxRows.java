package io.selfheal.incident.ledger;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What people are to be told, and what they were told. */
final class OutboxRows {
  /** The time of the oldest change that nobody was told of, so that busy incidents get a turn. */
  private static final String CHANGED =
      """
      INSERT INTO outbox (incident, version, changed_at) VALUES (:incident, 1, :now)
      ON CONFLICT (incident) DO UPDATE SET
        changed_at = CASE WHEN outbox.told < outbox.version THEN outbox.changed_at
          ELSE excluded.changed_at END,
        version = outbox.version + 1
      """;

  private static final String DUE =
      "SELECT "
          + IncidentMapper.COLUMNS
          + """
            , outbox.version, outbox.attempts AS deliveries, outbox.channel, outbox.message
            FROM outbox JOIN incident ON incident.id = outbox.incident
            JOIN alert ON alert.number = incident.alert
            WHERE outbox.told < outbox.version
              AND (outbox.retry_at IS NULL OR outbox.retry_at <= :now)
            ORDER BY outbox.changed_at, incident.number LIMIT :most
            """;
  private static final String DELIVERED =
      """
      UPDATE outbox SET told = CASE WHEN told < :version THEN :version ELSE told END, changed_at = :now, attempts = 0,
        failure = NULL, retry_at = NULL,
        channel = coalesce(:channel, channel), message = coalesce(:message, message)
      WHERE incident = :incident
      """;
  private static final String FAILED =
      """
      UPDATE outbox SET attempts = attempts + 1, failure = :failure, retry_at = :retryAt
      WHERE incident = :incident
      """;
  private static final String SAY_ONCE =
      """
      INSERT INTO said (key, said_at, incident) VALUES (:key, :now, :incident)
      ON CONFLICT (key) DO UPDATE SET incident = excluded.incident,
        said_at = CASE WHEN said.said_at <= :before THEN excluded.said_at ELSE said.said_at END
        WHERE said.said_at <= :before OR said.incident = excluded.incident
      """;

  private final Handle handle;
  private final Instant now;

  OutboxRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  void changed(String incident) {
    handle.createUpdate(CHANGED).bind("incident", incident).bind("now", now).execute();
  }

  List<PendingMessage> due(int most) {
    return handle
        .createQuery(DUE)
        .bind("now", now)
        .bind("most", most)
        .map(OutboxRows::pending)
        .list();
  }

  void delivered(PendingMessage message, Optional<MessageRef> sent) {
    handle
        .createUpdate(DELIVERED)
        .bind("incident", message.incident().id())
        .bind("version", message.version())
        .bind("now", now)
        .bind("channel", sent.map(MessageRef::channel))
        .bind("message", sent.map(MessageRef::id))
        .execute();
  }

  void failed(PendingMessage message, Reason reason, Instant retryAt) {
    handle
        .createUpdate(FAILED)
        .bind("incident", message.incident().id())
        .bind("failure", reason.code() + ": " + reason.sentence())
        .bind("retryAt", retryAt)
        .execute();
  }

  boolean sayOnce(String incidentId, String key, Duration window) {
    int rows =
        handle
            .createUpdate(SAY_ONCE)
            .bind("incident", incidentId)
            .bind("key", key)
            .bind("now", now)
            .bind("before", now.minus(window))
            .execute();
    return rows > 0;
  }

  private static PendingMessage pending(ResultSet row, StatementContext context)
      throws SQLException {
    return new PendingMessage(
        new IncidentMapper().map(row, context),
        message(row),
        row.getLong("version"),
        row.getInt("deliveries"));
  }

  private static Optional<MessageRef> message(ResultSet row) throws SQLException {
    String channel = row.getString("channel");
    return channel == null
        ? Optional.empty()
        : Optional.of(new MessageRef(channel, row.getString("message")));
  }
}
