package io.selfheal.incident.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** When what must keep coming came last. */
final class HeartbeatRows {
  private static final String BEAT =
      """
      INSERT INTO heartbeat (name, at) VALUES (:name, :at)
      ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE heartbeat.at < excluded.at
      """;
  private static final String LAST = "SELECT at FROM heartbeat WHERE name = :name";

  private final Handle handle;

  HeartbeatRows(Handle handle) {
    this.handle = handle;
  }

  void beat(String name, Instant at) {
    handle.createUpdate(BEAT).bind("name", name).bind("at", at).execute();
  }

  Optional<Instant> last(String name) {
    return handle.createQuery(LAST).bind("name", name).mapTo(Instant.class).findOne();
  }
}
