package io.selfheal.storage.drive;

import static io.selfheal.sandbox.drive.SandboxDriveFault.cutAfter;
import static io.selfheal.sandbox.drive.SandboxDriveFault.keepOnly;
import static io.selfheal.sandbox.drive.SandboxDriveFault.loseAnswer;
import static io.selfheal.sandbox.drive.SandboxDriveFault.status;
import static io.selfheal.storage.drive.DriveBench.CHUNK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.sandbox.drive.SandboxDriveCall;
import io.selfheal.sandbox.drive.SandboxDriveFault;
import io.selfheal.sandbox.drive.SandboxDriveFile;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Drive has its bad days. */
class DriveFaultsTest {
  @TempDir private Path folder;
  private final RememberedProgress progress = new RememberedProgress();
  private DriveBench bench;
  private Upload upload;

  @BeforeEach
  void start() throws IOException {
    bench = new DriveBench(folder.resolve("drive"));
    upload = new SpoolFiles(folder).upload("heap-dump.hprof", 4 * CHUNK + 100);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(value = SandboxDriveCall.class, mode = EnumSource.Mode.EXCLUDE, names = "TRASH")
  void gets_over_an_error_of_the_server_wherever_it_comes(SandboxDriveCall call) throws Exception {
    if (call == SandboxDriveCall.ASK_SESSION) {
      next(SandboxDriveCall.CHUNK, status(500, "internalError"));
    }
    next(call, status(503, "backendError"));
    put();
    assertStored(1);
    assertTrue(bench.waits.size() >= 1);
  }

  @Test
  void goes_on_where_it_was_after_an_error_half_way() throws Exception {
    next(SandboxDriveCall.CHUNK, keepOnly(CHUNK));
    next(SandboxDriveCall.CHUNK, status(500, "internalError"));
    put();
    assertStored(1);
    assertEquals(1, progress.said().size());
  }

  @Test
  void goes_on_where_it_was_after_a_cut_connection() throws Exception {
    next(SandboxDriveCall.CHUNK, cutAfter(CHUNK / 2));
    put();
    assertStored(1);
    assertEquals(1, progress.said().size());
  }

  @Test
  void sends_again_what_drive_did_not_keep() throws Exception {
    DriveDumpStore store =
        new DriveDumpStore(bench.config(), bench.retry(), ChunkSize.fixed(4 * CHUNK));
    next(SandboxDriveCall.CHUNK, keepOnly(CHUNK + 5));
    store.put(upload, progress);
    assertStored(1);
    assertEquals(List.of(), bench.waits);
  }

  @Test
  void backs_off_when_drive_keeps_nothing() throws Exception {
    next(SandboxDriveCall.CHUNK, keepOnly(0));
    put();
    assertStored(1);
    assertEquals(1, bench.waits.size());
  }

  @Test
  void finds_the_file_when_the_last_answer_is_lost() throws Exception {
    for (int chunk = 1; chunk <= 4; chunk++) {
      next(SandboxDriveCall.CHUNK, keepOnly(CHUNK));
    }
    next(SandboxDriveCall.CHUNK, loseAnswer());
    put();
    assertStored(1);
    assertEquals(1, progress.said().size());
  }

  @Test
  void goes_on_after_a_restart() throws Exception {
    fallDownAfterOneChunk();
    put();
    assertStored(1);
    assertEquals(1, progress.said().size());
  }

  @Test
  void goes_on_after_a_restart_that_kept_only_the_text_of_the_session() throws Exception {
    fallDownAfterOneChunk();
    String text = progress.session().orElseThrow();
    String fileId = UploadSession.parse(text).orElseThrow().fileId();
    bench.store().put(upload, RememberedProgress.of(text));
    assertStored(1);
    assertEquals(fileId, bench.drive.files().get(0).id());
  }

  @Test
  void begins_anew_when_the_session_has_expired() throws Exception {
    fallDownAfterOneChunk();
    bench.drive.expireSessions();
    put();
    assertStored(1);
    assertEquals(3, progress.said().size());
    assertTrue(progress.said().get(1).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"404, notFound", "410, gone", "400, badRequest", "403, forbidden"})
  void begins_anew_when_the_session_ends_half_way(int status, String reason) throws Exception {
    next(SandboxDriveCall.CHUNK, keepOnly(CHUNK));
    next(SandboxDriveCall.CHUNK, status(status, reason));
    put();
    assertStored(1);
    assertEquals(3, progress.said().size());
  }

  @Test
  void finds_the_file_of_an_expired_session_that_was_complete() throws Exception {
    put();
    bench.drive.expireSessions();
    put();
    assertStored(1);
  }

  @Test
  void takes_an_id_in_use_for_done_when_the_checksum_agrees() throws Exception {
    put();
    UploadSession old = progress.session().flatMap(UploadSession::parse).orElseThrow();
    next(SandboxDriveCall.ASK_SESSION, status(409, "fileIdInUse"));
    bench.store().put(upload, RememberedProgress.of(old.text()));
    assertStored(1);
  }

  @Test
  void uploads_anew_what_arrived_damaged() throws Exception {
    bench.drive.faults().corruptNext();
    assertFails(Reason.CHECKSUM_MISMATCH);
    assertTrue(progress.session().isEmpty());
    assertEquals(List.of(), bench.drive.files());
    put();
    assertStored(1);
    assertEquals(1, bench.drive.trash().size());
  }

  @Test
  void gets_over_an_error_while_it_removes_what_arrived_damaged() throws Exception {
    bench.drive.faults().corruptNext();
    next(SandboxDriveCall.TRASH, status(503, "backendError"));
    assertFails(Reason.CHECKSUM_MISMATCH);
    assertEquals(List.of(), bench.drive.files());
  }

  @Test
  void uploads_anew_what_arrived_damaged_even_when_it_may_remove_nothing() throws Exception {
    bench.drive.faults().corruptNext();
    next(SandboxDriveCall.TRASH, status(403, "insufficientFilePermissions"));
    assertFails(Reason.CHECKSUM_MISMATCH);
    put();
    assertStored(2);
  }

  @Test
  void uploads_anew_what_somebody_removed() throws Exception {
    put();
    bench.drive.remove(bench.drive.files().get(0).id());
    put();
    assertStored(1);
  }

  @ParameterizedTest
  @CsvSource({
    "403, storageQuotaExceeded, QUOTA_EXCEEDED",
    "403, teamDriveFileLimitExceeded, QUOTA_EXCEEDED",
    "403, insufficientFilePermissions, FORBIDDEN",
    "401, authError, UNAUTHORIZED",
    "404, notFound, NOT_FOUND",
  })
  void does_not_insist_where_a_person_must_act(int status, String code, Reason reason)
      throws Exception {
    next(SandboxDriveCall.START_SESSION, status(status, code), 2);
    assertFails(reason);
    assertEquals(List.of(), bench.waits);
  }

  @ParameterizedTest
  @CsvSource({
    "403, rateLimitExceeded, RATE_LIMITED",
    "403, userRateLimitExceeded, RATE_LIMITED",
    "429, tooManyRequests, RATE_LIMITED",
    "500, internalError, SERVER_ERROR",
  })
  void gives_up_for_now_when_the_trouble_stays(int status, String code, Reason reason)
      throws Exception {
    next(SandboxDriveCall.CHUNK, status(status, code));
    next(SandboxDriveCall.ASK_SESSION, status(status, code), Retry.ATTEMPTS);
    assertFails(reason);
    assertEquals(Retry.ATTEMPTS - 1, bench.waits.size());
    assertTrue(progress.session().isPresent());
  }

  @Test
  void says_unreachable_when_nobody_listens() throws Exception {
    bench.close();
    assertFails(Reason.UNREACHABLE);
  }

  @Test
  void logs_in_again_when_the_token_is_not_good_any_more() throws Exception {
    next(SandboxDriveCall.GET, status(401, "authError"));
    put();
    assertStored(1);
    assertEquals(List.of(), bench.waits);
  }

  @Test
  void refuses_when_google_gives_no_token() throws Exception {
    next(SandboxDriveCall.TOKEN, status(400, "invalid_grant"));
    assertFails(Reason.UNAUTHORIZED);
  }

  @Test
  void waits_for_as_long_as_drive_asks() throws Exception {
    SandboxDriveFault limited = status(429, "rateLimitExceeded");
    next(SandboxDriveCall.CHUNK, limited.retryAfter("17"));
    next(SandboxDriveCall.ASK_SESSION, limited.retryAfter("Sat, 21 Nov 2026 02:45:30 GMT"));
    put();
    assertEquals(List.of(Duration.ofSeconds(17), Duration.ofSeconds(30)), bench.waits);
  }

  @Test
  void comes_back_another_time_when_drive_asks_for_long() throws Exception {
    next(SandboxDriveCall.CHUNK, status(429, "rateLimitExceeded").retryAfter("3600"));
    assertFails(Reason.RATE_LIMITED);
    assertEquals(List.of(), bench.waits);
  }

  @Test
  void doubles_its_waits_with_some_jitter() throws Exception {
    next(SandboxDriveCall.LIST, status(500, "internalError"), Retry.ATTEMPTS);
    assertFails(Reason.SERVER_ERROR);
    long most = 1000;
    for (Duration wait : bench.waits) {
      assertTrue(wait.toMillis() >= most / 2 && wait.toMillis() <= most, wait.toString());
      most *= 2;
    }
    assertEquals(Retry.ATTEMPTS - 1, bench.waits.size());
  }

  @Test
  void stops_at_once_when_it_is_interrupted() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, this::put);
    assertEquals(List.of(), bench.drive.files());
  }

  private void fallDownAfterOneChunk() throws Exception {
    next(SandboxDriveCall.CHUNK, keepOnly(CHUNK));
    next(SandboxDriveCall.CHUNK, status(500, "internalError"));
    next(SandboxDriveCall.ASK_SESSION, status(500, "internalError"), Retry.ATTEMPTS - 1);
    assertFails(Reason.SERVER_ERROR);
    assertEquals(1, progress.said().size());
  }

  private void next(SandboxDriveCall call, SandboxDriveFault fault) {
    bench.drive.faults().next(call, fault);
  }

  private void next(SandboxDriveCall call, SandboxDriveFault fault, int times) {
    bench.drive.faults().next(call, fault, times);
  }

  private void put() throws Exception {
    bench.store().put(upload, progress);
  }

  private void assertFails(Reason reason) {
    StorageException e = assertThrows(StorageException.class, this::put);
    assertEquals(reason, e.reason(), e.getMessage());
  }

  private void assertStored(int files) {
    List<SandboxDriveFile> stored = bench.drive.files();
    assertEquals(files, stored.size());
    SandboxDriveFile last = stored.get(files - 1);
    assertEquals(upload.content().sha256(), last.content().orElseThrow().sha256());
  }
}
