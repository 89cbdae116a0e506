package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.PostgresConfig;
import io.selfheal.incident.ledger.PostgresLedger;
import io.selfheal.incident.ledger.PostgresOfTests;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger and the spool, with one thing broken at a time. */
class DoctorKeepingTest {
  private static final String LEDGER = "ledger: { file: \"%1$s/ledger/ledger.db\" }\n";
  private static final String SPOOL = "spool: { folder: \"%1$s/spool\", quota: 1MiB }\n";
  private static final String STORE = "store: { folder: \"%1$s/store\" }\n";

  @TempDir Path folder;
  private DoctorScene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void a_ledger_that_a_responder_has_open_is_looked_at_and_left_alone() throws IOException {
    Path file = folder.resolve("ledger/ledger.db");
    try (Ledger ledger = SqliteLedger.open(file, Clock.systemUTC())) {
      scene.assertWell("can be written; an fsync takes ");
      ledger.check();
    }
  }

  @Test
  void a_file_that_is_no_ledger_fails() throws IOException {
    Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(folder.resolve("ledger/ledger.db"), "no database, ".repeat(100));
    scene.assertFails("ledger: ");
    scene.assertSaid("restore the file, or move it away to begin a new one");
  }

  /** Root may write into any folder, but none into a file. */
  @Test
  void a_ledger_whose_folder_cannot_be_written_fails() throws IOException {
    Files.writeString(folder.resolve("ledger"), "a file");
    scene.assertFails("ledger: Cannot write to ");
    scene.assertSaid("make it writable, or name another ledger.file");
  }

  @Test
  void a_postgresql_that_nobody_listens_at_fails() throws IOException {
    int port = freePort();
    PostgresConfig away =
        new PostgresConfig(
            List.of(new PostgresConfig.Host("127.0.0.1", port)),
            "self_heal",
            "self_heal",
            Optional.empty(),
            PostgresConfig.Tls.DISABLE,
            Optional.empty());
    scene.configure(postgresql(away, "self_heal") + SPOOL + STORE);
    scene.assertFails("ledger: ");
    scene.assertFailsAlone("ledger: ");
  }

  @Test
  void a_postgresql_without_tables_and_one_with_them_are_looked_at() throws IOException {
    PostgresConfig database = PostgresOfTests.database();
    scene.configure(postgresql(database, database.database()) + SPOOL + STORE);
    scene.assertWell("ok       ledger: PostgreSQL lets us write; an answer takes ");
    try (Ledger ledger = PostgresLedger.join(database, "spool-1", Clock.systemUTC())) {
      scene.assertWell("ok       ledger: PostgreSQL lets us write; an answer takes ");
      ledger.check();
    }
  }

  @Test
  void a_database_that_is_not_there_fails() throws IOException {
    scene.configure(postgresql(PostgresOfTests.database(), "elsewhere") + SPOOL + STORE);
    scene.assertFails("ledger: ");
    scene.assertSaid("create the database, or check ledger.postgresql.database");
  }

  @Test
  void a_spool_that_is_no_folder_fails() throws IOException {
    Files.writeString(folder.resolve("spool"), "a file");
    scene.assertFails("spool: Cannot write to ");
  }

  @Test
  void a_quota_larger_than_the_volume_is_a_warning() throws IOException {
    scene.configure(LEDGER + SPOOL.replace("1MiB", "4000000GiB") + STORE);
    scene.assertWarns("spool: ");
    assertTrue(scene.printed().contains("enlarge its volume, or lower spool.quota"));
  }

  private static String postgresql(PostgresConfig config, String database) {
    return "ledger: { postgresql: { hosts: [\"%s\"], database: %s, user: %s, tls: disable } }\n"
        .formatted(config.hosts().get(0), database, config.user());
  }

  private static int freePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }
}
