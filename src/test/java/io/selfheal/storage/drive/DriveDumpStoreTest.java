package io.selfheal.storage.drive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.sandbox.drive.SandboxDriveFile;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.DumpStoreContract;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.StoredFile;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriveDumpStoreTest extends DumpStoreContract {
  /** The sandbox's folders are of today, whatever the day of the incident. */
  private static final Duration LATER_THAN_THE_DAY = Duration.ofDays(3);

  private DriveBench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new DriveBench(folder.resolve("drive"));
    bench.now = Instant.now().plus(LATER_THAN_THE_DAY);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Override
  protected DumpArchive store() {
    return bench.store();
  }

  @Override
  protected List<String> paths() {
    return bench.drive.files().stream().map(file -> String.join("/", file.path())).toList();
  }

  @Override
  protected Map<String, String> properties(URI stored) {
    return bench.drive.files().stream()
        .filter(file -> stored.toString().contains(file.id()))
        .map(SandboxDriveFile::appProperties)
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected void putByHand(Upload beside, String name) {
    bench.drive.putByHand(beside.folder(), name);
  }

  @Override
  protected List<String> folders() {
    return bench.drive.folders().stream()
        .filter(folder -> !folder.path().isEmpty())
        .map(folder -> String.join("/", folder.path()))
        .toList();
  }

  @Test
  void leaves_the_folder_of_a_day_that_may_still_be_in_use() throws Exception {
    bench.now = Instant.now().plus(Duration.ofHours(1));
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    store().remove(store().stored());
    assertEquals(List.of("shop", "shop/pay-accept", "shop/pay-accept/2026-11-21"), folders());
  }

  @Test
  void looks_through_all_pages_of_what_it_keeps() throws Exception {
    for (int i = 0; i < 7; i++) {
      store().put(spool.upload("threads-" + i + ".txt", i), new RememberedProgress());
    }
    bench.drive.faults().pages(2);
    assertEquals(7, store().stored().size());
  }

  @Test
  void keeps_out_of_what_does_not_lie_below_its_own_root() throws Exception {
    store().put(spool.upload("one.txt", 10), progress);
    Upload other =
        spool.upload(List.of("bank", "ledger", "2026-11-21", "x"), "two.txt", new byte[20]);
    store().put(other, new RememberedProgress());
    DriveConfig config = bench.config();
    String bank = bench.drive.folders().get(5).id();
    DumpArchive narrower =
        bench.store(new DriveConfig(bank, config.credentialsFile(), config.apiUrl()));
    assertEquals(List.of(20L), narrower.stored().stream().map(StoredFile::bytes).toList());
    narrower.remove(store().stored());
    assertEquals(List.of(SpoolFiles.PATH + "/one.txt"), paths());
  }

  @Test
  void makes_each_folder_once_when_many_need_it_at_the_same_time() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch together = new CountDownLatch(8);
    List<Future<URI>> puts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Upload upload = spool.upload("threads-" + i + ".txt", i);
      puts.add(threads.submit(() -> putTogether(upload, together)));
    }
    for (Future<URI> put : puts) {
      put.get();
    }
    threads.shutdown();
    assertEquals(5, bench.drive.folders().size());
    assertEquals(8, Set.copyOf(paths()).size());
  }

  private URI putTogether(Upload upload, CountDownLatch together) throws Exception {
    DumpStore store = store();
    together.countDown();
    together.await();
    return store.put(upload, new RememberedProgress());
  }

  @Test
  void describes_a_file_to_people() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    assertEquals("Heap dump of shop/pay-accept-7", bench.drive.files().get(0).description());
  }

  @Test
  void uses_the_folders_that_are_there() throws Exception {
    DumpStore store = store();
    store.put(spool.upload("one.txt", 10), progress);
    store.put(spool.upload("two.txt", 20), new RememberedProgress());
    store().put(spool.upload("three.txt", 30), new RememberedProgress());
    assertEquals(5, bench.drive.folders().size());
  }

  @Test
  void makes_a_folder_again_that_somebody_removed() throws Exception {
    DumpStore store = store();
    store.put(spool.upload("one.txt", 10), progress);
    bench.drive.remove(bench.drive.folders().get(1).id());
    store.put(spool.upload("two.txt", 20), new RememberedProgress());
    assertEquals(List.of(SpoolFiles.PATH + "/two.txt"), paths());
  }

  @Test
  void remembers_the_session_before_the_first_byte() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    Optional<UploadSession> session = progress.session().flatMap(UploadSession::parse);
    assertEquals(bench.drive.files().get(0).id(), session.orElseThrow().fileId());
    assertEquals(1, progress.said().size());
  }

  @Test
  void ignores_a_session_that_was_begun_for_another_content() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    Upload newer = spool.upload("heap-dump.hprof", BYTES + 1);
    URI stored = store().put(newer, progress);
    assertArrayEquals(Files.readAllBytes(newer.content().file()), open(stored));
  }

  @Test
  void cuts_a_property_to_what_drive_takes() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", 10);
    Upload longer =
        new Upload(
            SpoolFiles.FOLDER,
            upload.fileName(),
            upload.content(),
            upload.description(),
            Map.of("pod", "ü".repeat(1000), "rule", "a\0b\n"));
    Map<String, String> kept = properties(store().put(longer, progress));
    assertEquals("ü".repeat(60), kept.get("pod"));
    assertEquals("a_b_", kept.get("rule"));
  }

  @Test
  void verifies_by_md5_where_drive_gives_no_sha256() throws Exception {
    bench.drive.faults().hideSha256();
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    bench.drive.faults().corruptNext();
    assertFails(Reason.CHECKSUM_MISMATCH, spool.upload("other.hprof", BYTES + 1));
  }

  @Test
  void reads_the_credentials_at_each_use() throws Exception {
    byte[] key = Files.readAllBytes(bench.drive.credentialsFile());
    Files.writeString(bench.drive.credentialsFile(), "{}");
    DumpStore store = store();
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    StorageException e = assertThrows(StorageException.class, () -> store.put(upload, progress));
    assertEquals(Reason.UNAUTHORIZED, e.reason());
    Files.write(bench.drive.credentialsFile(), key);
    store.put(upload, progress);
    assertEquals(1, paths().size());
  }

  @Test
  void names_the_setting_when_the_root_is_not_there() throws Exception {
    DriveConfig config = bench.config();
    DumpStore store =
        bench.store(new DriveConfig("elsewhere", config.credentialsFile(), config.apiUrl()));
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    StorageException e = assertThrows(StorageException.class, () -> store.put(upload, progress));
    assertEquals(Reason.NOT_FOUND, e.reason());
    assertTrue(e.getMessage().contains("store.drive.rootFolder"), e.getMessage());
  }
}
