package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.ManualClock;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Ledger;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

final class MigrationsTest {
  private static final ManualClock CLOCK = ManualClock.at("2026-11-21T02:45:12Z");
  private static final String ALERT_OF_VERSION_2 =
      """
      INSERT INTO alert (number, fingerprint, starts_at, status, received_at, alert)
      VALUES (1, '3fff2c1a5a1c7f2e', '2026-11-21T02:40:00.000000000Z', 'FIRING',
        '2026-11-21T02:40:01.000000000Z',
        '{"fingerprint":"3fff2c1a5a1c7f2e","status":"FIRING","startsAt":"2026-11-21T02:40:00Z"}')
      """;
  private static final String INCIDENT_OF_VERSION_2 =
      """
      INSERT INTO incident (id, alert, rule, received_at, stage, due_at, progress)
      VALUES ('20261121T024001-6f1c2a9b', 1, 'memory-pressure', '2026-11-21T02:40:01.000000000Z',
        'RECEIVED', '2026-11-21T02:40:01.000000000Z',
        '{"reached":{"RECEIVED":"2026-11-21T02:40:01Z"},"attempts":0}')
      """;

  @TempDir Path folder;

  static Stream<Migrations> engines() {
    return Stream.of(Migrations.SQLITE, Migrations.POSTGRESQL);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void the_newest_version_is_that_of_the_highest_file(Migrations engine)
      throws IOException, URISyntaxException {
    Path files = Path.of(Migrations.class.getResource("/" + engine.location()).toURI());
    try (Stream<Path> all = Files.list(files)) {
      int newest = all.mapToInt(MigrationsTest::version).max().orElseThrow();

      assertEquals(engine.newest(), Integer.toString(newest));
    }
  }

  @Test
  void a_file_that_is_up_to_date_is_left_as_it_is() throws SQLException {
    SQLiteDataSource source = source();
    Migrations.SQLITE.bringUpToDate(source);
    execute(source, "INSERT INTO said (key, said_at) VALUES ('kept', 'x')");

    Migrations.SQLITE.bringUpToDate(source);

    execute(source, "UPDATE said SET said_at = 'y' WHERE key = 'kept'");
  }

  @Test
  void a_file_of_the_first_version_is_brought_forward_with_what_it_holds() throws SQLException {
    SQLiteDataSource source = source();
    migrate(source, "1");
    execute(source, "INSERT INTO said (key, said_at) VALUES ('kept', 'x')");
    execute(
        source,
        "INSERT INTO artefact (incident, file_name, state, artefact)"
            + " VALUES ('inc-1', 'heap.hprof', 'VERIFIED', '{}')");
    execute(
        source,
        "INSERT INTO termination (pod_uid, incident, workload, reserved_at)"
            + " VALUES ('uid-1', 'inc-1', 'Deployment shop/web', 'x')");

    Migrations.SQLITE.bringUpToDate(source);

    execute(source, "UPDATE said SET said_at = 'y' WHERE key = 'kept' AND incident IS NULL");
    execute(source, "UPDATE artefact SET state = 'UPLOADED' WHERE recorded_at IS NULL");
    execute(source, "UPDATE termination SET reserved_at = 'y' WHERE namespace = 'shop'");
  }

  @Test
  void open_incidents_of_the_second_version_go_on_and_their_audit_begins_with_what_comes()
      throws SQLException {
    SQLiteDataSource source = source();
    migrate(source, "2");
    execute(source, ALERT_OF_VERSION_2);
    execute(source, INCIDENT_OF_VERSION_2);

    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), CLOCK)) {
      Claim claim = ledger.claim(CLOCK.instant()).orElseThrow();
      ledger.save(claim, claim.incident().close(Samples.HEALED, CLOCK.instant()));
    }

    List<String> told = new ArrayList<>();
    AuditFile.of(folder.resolve("ledger.db")).read(entry -> told.add(entry.event().kind()));
    assertEquals(List.of("closed"), told);
  }

  private static void migrate(SQLiteDataSource source, String version) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:" + Migrations.SQLITE.location())
        .target(version)
        .load()
        .migrate();
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
