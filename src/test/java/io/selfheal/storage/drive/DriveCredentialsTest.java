package io.selfheal.storage.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.drive.SandboxDriveCall;
import io.selfheal.sandbox.drive.SandboxDriveFault;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to log in at Google, each against a server that gives tokens as Google does. */
class DriveCredentialsTest {
  @TempDir private Path folder;
  private SandboxDrive drive;
  private SpoolFiles spool;
  private int number;

  @BeforeEach
  void start() throws IOException {
    drive = SandboxDrive.start(folder.resolve("drive"));
    spool = new SpoolFiles(folder);
  }

  @AfterEach
  void stop() {
    drive.close();
  }

  @Test
  void a_rotated_key_works_without_a_restart() throws Exception {
    DumpStore store = store(drive.credentialsFile());
    put(store);
    drive.rotateKey();
    put(store);
    assertEquals(2, drive.files().size());
  }

  @Test
  void asks_for_no_second_token_while_the_first_is_good() throws Exception {
    DumpStore store = store(drive.credentialsFile());
    put(store);
    drive.faults().next(SandboxDriveCall.TOKEN, broken());
    put(store);
    assertEquals(2, drive.files().size());
  }

  @Test
  void a_projected_token_opens_drive_by_way_of_the_account() throws Exception {
    put(store(drive.federation().configFile()));
    assertEquals(1, drive.files().size());
  }

  @Test
  void a_projected_token_is_read_anew_when_the_access_token_is_not_good_any_more()
      throws Exception {
    DumpStore store = store(drive.federation().configFile());
    put(store);
    drive.federation().rotate();
    drive.revokeTokens();
    put(store);
    assertEquals(2, drive.files().size());
  }

  @Test
  void a_projected_token_that_is_refused_is_neither_told_nor_taken_for_an_outage()
      throws Exception {
    Files.writeString(drive.federation().tokenFile(), "somebody-elses-token");
    StorageException e =
        assertThrows(StorageException.class, () -> put(store(drive.federation().configFile())));
    assertEquals(Reason.UNAUTHORIZED, e.reason());
    assertTrue(e.getMessage().contains("store.drive.credentialsFile"), e.getMessage());
    assertFalse(trace(e).contains("somebody-elses-token"), trace(e));
  }

  @Test
  void a_projected_token_that_is_not_there_names_the_setting() throws Exception {
    Files.delete(drive.federation().tokenFile());
    StorageException e =
        assertThrows(StorageException.class, () -> put(store(drive.federation().configFile())));
    assertEquals(Reason.UNREACHABLE, e.reason());
    assertTrue(e.getMessage().startsWith("Cannot log in to Drive"), e.getMessage());
  }

  /** The environment names the metadata server, and no process can change its own. */
  @Test
  void without_a_file_the_metadata_server_is_asked() throws Exception {
    Path dump = Files.writeString(folder.resolve("dump"), "dump");
    Process process = DriveByMetadata.start(drive, dump);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(1, drive.files().size(), said);
    assertFalse(said.matches("(?s).*sandbox-[0-9a-f]{48}.*"), said);
  }

  private static SandboxDriveFault broken() {
    return SandboxDriveFault.status(400, "invalid_grant");
  }

  private DumpStore store(Path credentials) {
    DriveConfig config =
        new DriveConfig(drive.rootFolder(), Optional.of(credentials), drive.apiUrl());
    return new DriveDumpStore(
        config,
        new DriveCredentials(config.credentialsFile(), this::transport),
        new Retry(length -> {}, Clock.systemUTC(), new Random(1)),
        ChunkSize.adapted(Clock.systemUTC()));
  }

  /** Leads from Google's addresses to the sandbox. */
  private HttpTransport transport() {
    return new NetHttpTransport.Builder()
        .setConnectionFactory(
            url ->
                (HttpURLConnection) drive.apiUrl().resolve(url.getFile()).toURL().openConnection())
        .build();
  }

  private void put(DumpStore store) throws Exception {
    number++;
    store.put(spool.upload("threads-" + number + ".txt", number), new RememberedProgress());
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
