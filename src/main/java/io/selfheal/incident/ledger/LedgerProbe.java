package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Whether a ledger can be used, beside a responder that uses it: takes no lock of his, and changes
 * nothing.
 */
public final class LedgerProbe {
  private static final int QUESTIONS = 5;

  private LedgerProbe() {}

  /**
   * Reads SQLite's file where there is one already.
   *
   * @throws LedgerException when it is no ledger, or may not be written
   */
  public static void file(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    if (!Files.isWritable(path)) {
      throw new LedgerException(
          "Cannot write the ledger " + path + ": it is read-only to us; make it writable");
    }
    SqliteFile file = new SqliteFile(path);
    try (Handle reader = file.openReader()) {
      reader.createQuery("SELECT count(*) FROM sqlite_schema").mapTo(Long.class).one();
    } catch (RuntimeException e) {
      throw LedgerFailure.of("read", file, e);
    }
  }

  /**
   * Writes to PostgreSQL and takes it back, or sees that the tables may be made.
   *
   * @return how long the server takes to answer: the median of a few questions
   * @throws LedgerException when it cannot be reached, or does not let us write
   */
  public static Duration server(PostgresConfig config) {
    PostgresServer server = new PostgresServer(config);
    try (Handle handle = server.openWriter()) {
      requireWritable(handle, server);
      return roundTrip(handle);
    } catch (RuntimeException e) {
      throw LedgerFailure.of("open", server, e);
    }
  }

  private static void requireWritable(Handle handle, PostgresServer server) {
    boolean made = is(handle, "SELECT to_regclass('probe') IS NOT NULL");
    if (made) {
      handle.begin();
      new ProbeRow(handle).write();
      handle.rollback();
    } else if (!is(handle, "SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
      throw new LedgerException(
          "Cannot make the tables of the ledger "
              + server.name()
              + ": its user may not; grant it CREATE on the schema, see docs/install.md");
    }
  }

  private static boolean is(Handle handle, String question) {
    return handle.createQuery(question).mapTo(Boolean.class).findOne().orElse(false);
  }

  private static Duration roundTrip(Handle handle) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      long start = System.nanoTime();
      handle.createQuery("SELECT 1").mapTo(Integer.class).one();
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    Collections.sort(times);
    return times.get(QUESTIONS / 2);
  }
}
