package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.drive.SandboxDriveCall;
import io.selfheal.sandbox.drive.SandboxDriveFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The folder, and Drive, with one thing broken at a time. */
class DoctorStoreTest {
  private static final String KEEPING =
      """
      ledger: { file: "%1$s/ledger/ledger.db" }
      spool: { folder: "%1$s/spool", quota: 1MiB }
      """;

  @TempDir Path folder;
  private DoctorScene scene;
  private SandboxDrive drive;

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
    drive = SandboxDrive.start(folder.resolve("drive"));
  }

  @AfterEach
  void close() {
    scene.close();
    drive.close();
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
    configure(drive.rootFolder(), drive.credentialsFile());
    scene.assertWell("ok       store drive: A small file was written");
    assertNothingLeft();
    assertFalse(drive.trash().isEmpty());
  }

  @Test
  void a_root_folder_that_the_account_does_not_see_fails() throws IOException {
    configure("another-folder", drive.credentialsFile());
    scene.assertFails("store drive: ");
    scene.assertSaid("share the folder store.drive.rootFolder with the account");
  }

  @Test
  void a_key_that_was_withdrawn_fails() throws IOException {
    Path old = folder.resolve("old-key");
    Files.copy(drive.credentialsFile(), old);
    drive.rotateKey();
    configure(drive.rootFolder(), old);
    scene.assertFails("store drive: Cannot log in to Drive: Google gives no access token");
    scene.assertSaid("look at store.drive.credentialsFile");
  }

  @Test
  void a_key_file_that_is_not_there_fails() throws IOException {
    configure(drive.rootFolder(), folder.resolve("nowhere"));
    scene.assertFails("store drive: Cannot log in to Drive: NoSuchFileException while reading ");
  }

  /** Each is met once: another attempt would succeed. */
  @ParameterizedTest
  @EnumSource(names = "ASK_SESSION", mode = EnumSource.Mode.EXCLUDE)
  void a_drive_that_answers_503_is_not_waited_for(SandboxDriveCall call) throws IOException {
    configure(drive.rootFolder(), drive.credentialsFile());
    drive.faults().next(call, SandboxDriveFault.status(503, "backendError"));
    scene.assertFails("store drive: Cannot ");
    scene.assertSaid("; see that it is up and that the network lets us call it, then ask again");
    assertFalse(scene.printed().contains("No answer within"), scene::printed);
  }

  @Test
  void what_a_drive_that_is_away_answers_is_said() throws IOException {
    configure(drive.rootFolder(), drive.credentialsFile());
    drive.faults().next(SandboxDriveCall.GET, SandboxDriveFault.status(503, "backendError"));
    scene.assertFails("store drive: Cannot open the Drive folder: Drive answered 503 backendError");
  }

  @Test
  void an_account_that_may_not_write_fails() throws IOException {
    configure(drive.rootFolder(), drive.credentialsFile());
    drive
        .faults()
        .next(
            SandboxDriveCall.CREATE_FOLDER,
            SandboxDriveFault.status(403, "insufficientFilePermissions"));
    scene.assertFails("store drive: Cannot create a folder in Drive: Drive answered 403");
    scene.assertSaid("give the account the role Content manager on the shared drive");
  }

  @Test
  void a_file_that_arrives_damaged_fails() throws IOException {
    configure(drive.rootFolder(), drive.credentialsFile());
    drive.faults().corruptNext();
    scene.assertFails("store drive: ");
    scene.assertSaid("what Drive holds has another size or checksum than what was captured");
    assertEquals(List.of(), drive.files());
  }

  @Test
  void a_drive_that_nobody_listens_at_fails() throws IOException {
    configure(drive.rootFolder(), drive.credentialsFile());
    drive.close();
    scene.assertFails("store drive: Cannot log in to Drive: ");
    scene.assertSaid("see that it is up and that the network lets us call it");
  }

  private void configure(String root, Path key) throws IOException {
    scene.configure(
        KEEPING
            + "store: { drive: { rootFolder: \"%s\", credentialsFile: \"%s\", apiUrl: \"%s\" } }\n"
                .formatted(root, key, drive.apiUrl()));
  }

  private void assertNothingLeft() {
    assertEquals(List.of(), drive.files());
    assertFalse(
        drive.folders().stream().anyMatch(found -> found.path().toString().contains("doctor")));
  }
}
