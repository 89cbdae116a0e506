package io.selfheal.incident.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables of an engine forward, never back. Flyway takes a third of a second to start, so
 * tables that are up to date do without it.
 *
 * @param newest the highest number in the location; a test holds the two together
 * @param hasHistory counts the table that Flyway keeps
 */
record Migrations(String location, String newest, String hasHistory) {
  static final Migrations SQLITE =
      new Migrations(
          "db/sqlite",
          "7",
          "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history'");

  static final Migrations POSTGRESQL =
      new Migrations("db/postgresql", "7", "SELECT count(to_regclass('flyway_schema_history'))");

  void bringUpToDate(DataSource source) throws SQLException {
    if (!upToDate(source)) {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:" + location)
          .javaMigrationClassProvider(List::of)
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private boolean upToDate(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      return found(statement, hasHistory) && found(statement, isNewest());
    }
  }

  private String isNewest() {
    return "SELECT count(*) FROM flyway_schema_history WHERE success AND version = '"
        + newest
        + "'";
  }

  private static boolean found(Statement statement, String count) throws SQLException {
    try (ResultSet result = statement.executeQuery(count)) {
      return result.next() && result.getInt(1) > 0;
    }
  }
}
