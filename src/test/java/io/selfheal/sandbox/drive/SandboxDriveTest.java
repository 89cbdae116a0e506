package io.selfheal.sandbox.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It refuses what Drive refuses: a client that is wrong must not look right here. */
class SandboxDriveTest {
  private static final int UNIT = 256 << 10;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxDrive drive;

  @BeforeEach
  void start() throws IOException {
    drive = SandboxDrive.start(folder);
  }

  @AfterEach
  void stop() {
    drive.close();
  }

  @Test
  void refuses_a_stranger_in_drives_own_words() throws Exception {
    HttpResponse<String> response = get("drive/v3/files/sandbox-root?supportsAllDrives=true");
    assertEquals(401, response.statusCode());
    assertTrue(response.body().contains("\"reason\":\"authError\""), response.body());
  }

  @Test
  void gives_no_token_for_an_assertion_that_it_did_not_sign() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(drive.apiUrl().resolve("token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("assertion=e30.e30.AAAA"))
            .build();
    assertEquals(400, client.send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void does_not_know_a_session_that_it_did_not_begin() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(drive.apiUrl().resolve("upload/drive/v3/files?upload_id=no"))
            .header("Content-Range", "bytes */10")
            .PUT(BodyPublishers.noBody())
            .build();
    assertEquals(404, client.send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void takes_chunks_in_order_and_in_units_of_256_kib_only() throws Exception {
    URI session = session(2 * UNIT + 1);
    assertEquals(400, chunk(session, 0, 1000).statusCode());
    assertEquals(400, chunk(session, UNIT, UNIT).statusCode());
    HttpResponse<String> first = chunk(session, 0, UNIT);
    assertEquals(308, first.statusCode());
    assertEquals(Optional.of("bytes=0-" + (UNIT - 1)), first.headers().firstValue("Range"));
    assertEquals(200, chunk(session, UNIT, UNIT + 1).statusCode());
  }

  @Test
  void answers_only_with_the_fields_that_were_asked_for() {
    SandboxDriveJson json = new SandboxDriveJson(drive::apiUrl, "shared", drive.faults());
    SandboxDriveFile root = drive.folders().get(0);
    assertEquals("{\"id\":\"sandbox-root\"}", json.file(root, "id,size"));
    assertEquals("{\"kind\":\"drive#fileList\",\"files\":[]}", json.list(List.of(), "id", 0, 10));
  }

  @Test
  void hands_out_lists_page_by_page_to_whoever_asks_for_the_next() {
    SandboxDriveJson json = new SandboxDriveJson(drive::apiUrl, "shared", drive.faults());
    List<SandboxDriveFile> two = List.of(drive.folders().get(0), drive.folders().get(0));
    assertTrue(json.list(two, "nextPageToken,files(id)", 0, 1).contains("\"nextPageToken\":\"1\""));
    assertTrue(!json.list(two, "nextPageToken,files(id)", 1, 1).contains("nextPageToken"));
    assertTrue(!json.list(two, "files(id)", 0, 1).contains("nextPageToken"));
  }

  @Test
  void refuses_writes_that_come_faster_than_three_a_second_for_long() {
    ManualClock clock = ManualClock.at("2026-11-21T02:45:00Z");
    SandboxDriveLimit limit = drive.limitWrites(clock);
    for (int i = 0; i < 40; i++) {
      limit.requireRoom();
    }
    assertEquals(403, assertThrows(SandboxDriveException.class, limit::requireRoom).status());
    clock.advance(Duration.ofSeconds(1));
    limit.requireRoom();
    limit.requireRoom();
    limit.requireRoom();
    assertThrows(SandboxDriveException.class, limit::requireRoom);
    assertEquals(2, limit.refused());
  }

  @Test
  void gives_no_token_for_a_projected_one_that_is_not_the_newest() throws Exception {
    String old = Files.readString(drive.federation().tokenFile());
    drive.federation().rotate();
    HttpRequest request =
        HttpRequest.newBuilder(drive.apiUrl().resolve("v1/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("subject_token=" + old))
            .build();
    assertEquals(400, client.send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void lets_only_the_owner_read_the_key() throws Exception {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(drive.credentialsFile())));
  }

  private URI session(long bytes) throws IOException {
    SandboxDriveFile.Entry entry =
        new SandboxDriveFile.Entry("1", "heap-dump.hprof", "", drive.rootFolder(), "");
    String id = drive.uploads().start(entry, Map.of(), bytes);
    return drive.apiUrl().resolve("upload/drive/v3/files?upload_id=" + id);
  }

  private HttpResponse<String> chunk(URI session, long from, int bytes) throws Exception {
    String range = "bytes " + from + "-" + (from + bytes - 1) + "/" + (2 * UNIT + 1);
    HttpRequest request =
        HttpRequest.newBuilder(session)
            .header("Content-Range", range)
            .PUT(BodyPublishers.ofByteArray(new byte[bytes]))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(drive.apiUrl().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
