package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.PostgresConfig;
import io.selfheal.incident.ledger.PostgresLedger;
import io.selfheal.incident.ledger.PostgresOfTests;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.sandbox.drive.SandboxDrive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where things are kept: store, ledger and spool, with one thing broken at a time. */
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
  void a_folder_is_written_to_and_left_as_it_was() throws IOException {
    scene.assertWell("ok       store folder: A small file was written");
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(List.of(), left.filter(path -> path.toString().contains("doctor")).toList());
    }
  }

  @Test
  void a_store_that_is_no_folder_fails() throws IOException {
    Files.writeString(folder.resolve("store"), "a file");
    scene.assertFails("store folder: ");
    scene.assertSaid("look at the volume of store.folder");
  }

  @Test
  void drive_is_written_to_and_left_with_nothing() throws IOException {
    try (SandboxDrive drive = SandboxDrive.start(folder.resolve("drive"))) {
      scene.configure(LEDGER + SPOOL + drive(drive, drive.rootFolder()));
      scene.assertWell("ok       store drive: A small file was written");
      assertEquals(List.of(), drive.files());
      assertFalse(
          drive.folders().stream().anyMatch(found -> found.path().toString().contains("doctor")));
      assertFalse(drive.trash().isEmpty());
    }
  }

  @Test
  void a_root_folder_that_the_account_does_not_see_fails() throws IOException {
    try (SandboxDrive drive = SandboxDrive.start(folder.resolve("drive"))) {
      scene.configure(LEDGER + SPOOL + drive(drive, "another-folder"));
      scene.assertFails("store drive: ");
      scene.assertSaid("share the folder store.drive.rootFolder with the account");
    }
  }

  @Test
  void a_key_that_was_withdrawn_fails() throws IOException {
    try (SandboxDrive drive = SandboxDrive.start(folder.resolve("drive"))) {
      Path old = folder.resolve("old-key");
      Files.copy(drive.credentialsFile(), old);
      drive.rotateKey();
      scene.configure(
          LEDGER
              + SPOOL
              + drive(drive, drive.rootFolder())
                  .replace(drive.credentialsFile().toString(), old.toString()));
      scene.assertFails("store drive: ");
      scene.assertSaid("look at store.drive.credentialsFile");
    }
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

  private static String drive(SandboxDrive drive, String root) {
    return "store: { drive: { rootFolder: \"%s\", credentialsFile: \"%s\", apiUrl: \"%s\" } }\n"
        .formatted(root, drive.credentialsFile(), drive.apiUrl());
  }

  private static String postgresql(PostgresConfig config, String database) {
    return "ledger: { postgresql: { hosts: [\"%s\"], database: %s, user: %s, tls: disable } }\n"
        .formatted(config.hosts().get(0), database, config.user());
  }
}
