package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

final class MigrationsTest {
  @TempDir Path folder;

  @Test
  void the_newest_version_is_that_of_the_highest_file() throws IOException, URISyntaxException {
    Path files = Path.of(Migrations.class.getResource("/" + Migrations.LOCATION).toURI());
    try (Stream<Path> all = Files.list(files)) {
      int newest = all.mapToInt(MigrationsTest::version).max().orElseThrow();

      assertEquals(Migrations.NEWEST, Integer.toString(newest));
    }
  }

  @Test
  void a_file_that_is_up_to_date_is_left_as_it_is() throws SQLException {
    SQLiteDataSource source = source();
    Migrations.bringUpToDate(source);
    execute(source, "INSERT INTO said (key, said_at) VALUES ('kept', 'x')");

    Migrations.bringUpToDate(source);

    execute(source, "UPDATE said SET said_at = 'y' WHERE key = 'kept'");
  }

  @Test
  void a_file_of_the_first_version_is_brought_forward_with_what_it_holds() throws SQLException {
    SQLiteDataSource source = source();
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:" + Migrations.LOCATION)
        .target("1")
        .load()
        .migrate();
    execute(source, "INSERT INTO said (key, said_at) VALUES ('kept', 'x')");
    execute(
        source,
        "INSERT INTO artefact (incident, file_name, state, artefact)"
            + " VALUES ('inc-1', 'heap.hprof', 'VERIFIED', '{}')");
    execute(
        source,
        "INSERT INTO termination (pod_uid, incident, workload, reserved_at)"
            + " VALUES ('uid-1', 'inc-1', 'Deployment shop/web', 'x')");

    Migrations.bringUpToDate(source);

    execute(source, "UPDATE said SET said_at = 'y' WHERE key = 'kept' AND incident IS NULL");
    execute(source, "UPDATE artefact SET state = 'UPLOADED' WHERE recorded_at IS NULL");
    execute(source, "UPDATE termination SET reserved_at = 'y' WHERE namespace = 'shop'");
  }

  private SQLiteDataSource source() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("ledger.db"));
    return source;
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"));
  }

  private static void execute(SQLiteDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }
}
