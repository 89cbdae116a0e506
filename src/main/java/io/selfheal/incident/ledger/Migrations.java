package io.selfheal.incident.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables forward, never back. Flyway takes a third of a second to start, so a file that
 * is up to date does without it.
 */
final class Migrations {
  static final String LOCATION = "db/sqlite";

  /** The highest number in {@link #LOCATION}; a test holds the two together. */
  static final String NEWEST = "6";

  private static final String HAS_HISTORY =
      "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history'";
  private static final String UP_TO_DATE =
      "SELECT count(*) FROM flyway_schema_history WHERE success AND version = '" + NEWEST + "'";

  private Migrations() {}

  static void bringUpToDate(DataSource source) throws SQLException {
    if (!upToDate(source)) {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:" + LOCATION)
          .javaMigrationClassProvider(List::of)
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private static boolean upToDate(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      return found(statement, HAS_HISTORY) && found(statement, UP_TO_DATE);
    }
  }

  private static boolean found(Statement statement, String count) throws SQLException {
    try (ResultSet result = statement.executeQuery(count)) {
      return result.next() && result.getInt(1) > 0;
    }
  }
}
