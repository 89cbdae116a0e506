package io.selfheal.storage.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3DumpStoreTest extends S3Contract {
  private static final int PART = 5 << 20;
  private static final int LARGE = 4 * PART + 77;

  private BucketServer server;

  @Override
  Bucket open() throws IOException {
    server = new BucketServer(folder);
    return server;
  }

  @Test
  void sends_a_large_file_in_parts() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", LARGE);
    URI stored = inParts().put(upload, progress);
    assertArrayEquals(Files.readAllBytes(upload.content().file()), open(stored));
    assertEquals(5, server.partsTaken());
  }

  @Test
  void goes_on_after_a_restart_with_the_parts_that_are_missing() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", LARGE);
    server.failAfterParts(3);
    assertEquals(Reason.SERVER_ERROR, failure(upload).reason());
    server.failAfterParts(Integer.MAX_VALUE);
    String kept = progress.session().orElseThrow();
    URI stored = inParts().put(upload, RememberedProgress.of(kept));
    assertArrayEquals(Files.readAllBytes(upload.content().file()), open(stored));
    assertEquals(5, server.partsTaken());
  }

  @Test
  void begins_anew_when_the_upload_has_expired() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", LARGE);
    server.failAfterParts(3);
    assertEquals(Reason.SERVER_ERROR, failure(upload).reason());
    server.failAfterParts(Integer.MAX_VALUE);
    server.expireUploads();
    assertEquals(Reason.SERVER_ERROR, failure(upload).reason());
    inParts().put(upload, progress);
    assertEquals(1, server.keys().size());
  }

  @Test
  void removes_and_uploads_anew_what_arrived_damaged() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    server.corruptNext();
    assertFails(Reason.CHECKSUM_MISMATCH, upload);
    assertEquals(List.of(), server.keys());
    store().put(upload, progress);
    assertEquals(1, server.keys().size());
  }

  @Test
  void reads_the_key_at_each_use() throws Exception {
    var store = store();
    store.put(spool.upload("one.txt", 1), progress);
    server.rotate();
    store.put(spool.upload("two.txt", 2), new RememberedProgress());
    assertEquals(2, server.keys().size());
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, RATE_LIMITED",
    "500, InternalError, SERVER_ERROR",
    "403, AccessDenied, FORBIDDEN",
    "507, XMinioStorageFull, QUOTA_EXCEEDED",
    "403, InvalidAccessKeyId, UNAUTHORIZED",
    "404, NoSuchBucket, NOT_FOUND",
    "400, AuthorizationHeaderMalformed, UNEXPECTED",
  })
  void says_what_to_do(int status, String code, Reason reason) throws Exception {
    Upload upload = spool.upload("one.txt", 10);
    store().put(spool.upload("zero.txt", 0), new RememberedProgress());
    server.refuse(404, "");
    server.refuse(status, code);
    StorageException e = assertFails(reason, upload);
    assertTrue(e.getMessage().contains(code), e.getMessage());
    assertFalse(e.getMessage().contains(server.secret()), e.getMessage());
  }

  @Test
  void says_unreachable_when_nobody_listens() throws Exception {
    server.close();
    assertFails(Reason.UNREACHABLE, spool.upload("one.txt", 10));
  }

  @Test
  void names_the_setting_when_there_is_no_key() throws Exception {
    Files.writeString(server.config().credentialsFile(), "[default]\n");
    StorageException e = assertFails(Reason.UNAUTHORIZED, spool.upload("one.txt", 10));
    assertTrue(e.getMessage().contains("store.s3.credentialsFile"), e.getMessage());
  }

  private StorageException failure(Upload upload) {
    return assertThrows(StorageException.class, () -> inParts().put(upload, progress));
  }

  private S3DumpStore inParts() {
    return new S3DumpStore(server.config(), Clock.systemUTC(), PART);
  }
}
