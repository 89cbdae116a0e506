package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.node.TextNode;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What people are to be told by each notifier, and what they were told. */
final class OutboxRows {
  /** The time of the oldest change that nobody was told of, so that busy incidents get a turn. */
  private static final String CHANGED =
      """
      INSERT INTO outbox (incident, notifier, version, changed_at)
      SELECT :incident, notifier.name, 1, :now FROM notifier WHERE true
      ON CONFLICT (incident, notifier) DO UPDATE SET
        changed_at = CASE WHEN outbox.told < outbox.version THEN outbox.changed_at
          ELSE excluded.changed_at END,
        version = outbox.version + 1
      """;

  /** Only people who were told of an incident care that its alert is over. */
  private static final String RESOLVED =
      """
      UPDATE outbox SET version = version + 1,
        changed_at = CASE WHEN told < version THEN changed_at ELSE :now END
      WHERE incident IN (SELECT value FROM <texts>(:incidents)) AND postings <> :none
      """;

  /** The first repeat is worth telling, the second, the fourth, the eighth and so on. */
  private static final String REPEATED =
      """
      UPDATE outbox SET repeats = repeats + 1, repeated_at = :now,
        version = version + CASE WHEN ((repeats + 1) & repeats) = 0 THEN 1 ELSE 0 END,
        changed_at = CASE WHEN told < version OR ((repeats + 1) & repeats) <> 0
          THEN changed_at ELSE :now END
      WHERE incident IN (SELECT value FROM <texts>(:incidents)) AND postings <> :none
      """;

  private static final String DUE =
      "SELECT "
          + IncidentMapper.COLUMNS
          + """
            , outbox.version, outbox.attempts AS deliveries, outbox.postings, outbox.repeats,
              outbox.repeated_at
            FROM outbox JOIN incident ON incident.id = outbox.incident
            JOIN alert ON alert.number = incident.alert
            WHERE outbox.notifier = :notifier AND outbox.told < outbox.version
              AND (outbox.retry_at IS NULL OR outbox.retry_at <= :now)
            ORDER BY outbox.changed_at, incident.number LIMIT :most
            """;
  private static final String THIS = "WHERE incident = :incident AND notifier = :notifier";
  private static final String NOTED = "UPDATE outbox SET postings = :postings " + THIS;
  private static final String DELIVERED =
      """
      UPDATE outbox SET told = CASE WHEN told < :version THEN :version ELSE told END, changed_at = :now, attempts = 0,
        failure = NULL, retry_at = NULL, postings = :postings
      """
          + THIS;
  private static final String FAILED =
      "UPDATE outbox SET attempts = attempts + 1, failure = :failure, retry_at = :retryAt " + THIS;
  private static final String SAY_ONCE =
      """
      INSERT INTO said (key, said_at, incident) VALUES (:key, :now, :incident)
      ON CONFLICT (key) DO UPDATE SET incident = excluded.incident,
        said_at = CASE WHEN said.said_at <= :before THEN excluded.said_at ELSE said.said_at END
        WHERE said.said_at <= :before OR said.incident = excluded.incident
      """;
  private static final String OTHERS = " NOT IN (SELECT value FROM <texts>(:notifiers))";
  private static final String FORGET = "DELETE FROM outbox WHERE notifier" + OTHERS;
  private static final String DISMISS = "DELETE FROM notifier WHERE name" + OTHERS;
  private static final String APPOINT =
      "INSERT INTO notifier (name) SELECT value FROM <texts>(:notifiers) WHERE true"
          + " ON CONFLICT DO NOTHING";

  private final Handle handle;
  private final Instant now;

  OutboxRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  void tellThrough(Collection<String> notifiers) {
    String names = Json.array(notifiers, TextNode::valueOf);
    for (String statement : List.of(FORGET, DISMISS, APPOINT)) {
      handle.createUpdate(statement).bind("notifiers", names).execute();
    }
  }

  void changed(String incident) {
    handle.createUpdate(CHANGED).bind("incident", incident).bind("now", now).execute();
  }

  void resolved(Collection<String> incidents) {
    touch(RESOLVED, incidents);
  }

  void repeated(Collection<String> incidents) {
    touch(REPEATED, incidents);
  }

  private void touch(String statement, Collection<String> incidents) {
    handle
        .createUpdate(statement)
        .bind("incidents", Json.array(incidents, TextNode::valueOf))
        .bind("none", PostingsJson.NONE)
        .bind("now", now)
        .execute();
  }

  List<PendingMessage> due(String notifier, int most) {
    return handle
        .createQuery(DUE)
        .bind("notifier", notifier)
        .bind("now", now)
        .bind("most", most)
        .map(OutboxRows::pending)
        .list();
  }

  void noted(String notifier, PendingMessage message, List<Posting> postings) {
    handle
        .createUpdate(NOTED)
        .bind("incident", message.incident().id())
        .bind("notifier", notifier)
        .bind("postings", PostingsJson.write(postings))
        .execute();
  }

  void delivered(String notifier, PendingMessage message, List<Posting> postings) {
    handle
        .createUpdate(DELIVERED)
        .bind("incident", message.incident().id())
        .bind("notifier", notifier)
        .bind("version", message.version())
        .bind("now", now)
        .bind("postings", PostingsJson.write(postings))
        .execute();
  }

  void failed(String notifier, PendingMessage message, Reason reason, Instant retryAt) {
    handle
        .createUpdate(FAILED)
        .bind("incident", message.incident().id())
        .bind("notifier", notifier)
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
        PostingsJson.read(row.getString("postings")),
        repeats(row),
        row.getLong("version"),
        row.getInt("deliveries"));
  }

  private static Repeats repeats(ResultSet row) throws SQLException {
    return new Repeats(
        row.getInt("repeats"),
        Optional.ofNullable(row.getString("repeated_at")).map(Instant::parse));
  }
}
