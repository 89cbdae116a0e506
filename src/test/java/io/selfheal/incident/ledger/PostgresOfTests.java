package io.selfheal.incident.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, unpacked and started for this process, with a database of its own for whoever
 * asks. It syncs to the disk only if {@code postgres.fsync} is {@code on}: what is tried here are
 * kills, which the server outlives.
 */
public final class PostgresOfTests {
  /** All but the one that the migrations keep. */
  private static final String EMPTY =
      """
      SET session_replication_role = replica;
      DO $$ DECLARE names text;
      BEGIN
        SELECT string_agg(tablename, ', ') INTO names FROM pg_tables
          WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'notifier');
        EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY';
        DELETE FROM notifier WHERE name <> 'slack';
      END $$
      """;

  private static final String WAITING =
      """
      SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresOfTests() {}

  private static final class Started {
    private static final EmbeddedPostgres SERVER = start();
  }

  /** An empty database. */
  public static PostgresConfig database() {
    String name = "ledger_" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return config(name);
  }

  /** Takes all rows out, those of the audit too: its triggers do not bind a replication. */
  static void empty(PostgresConfig database) {
    execute(database.database(), EMPTY);
  }

  static void update(PostgresConfig database, String sql) {
    execute(database.database(), sql);
  }

  /** Whether a session waits there for an advisory lock. */
  static boolean somebodyWaits(PostgresConfig database) {
    try (Connection connection = connect(database.database());
        Statement statement = connection.createStatement();
        ResultSet waiting = statement.executeQuery(WAITING)) {
      return waiting.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PostgresConfig config(String name) {
    return new PostgresConfig(
        List.of(new PostgresConfig.Host("localhost", Started.SERVER.getPort())),
        name,
        "postgres",
        Optional.empty(),
        PostgresConfig.Tls.DISABLE,
        Optional.empty());
  }

  private static void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return Started.SERVER.getDatabase("postgres", database).getConnection();
  }

  private static EmbeddedPostgres start() {
    try {
      String fsync = System.getProperty("postgres.fsync", "off");
      return EmbeddedPostgres.builder().setServerConfig("fsync", fsync).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
