package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Receipt;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.LocalDumpStore;
import io.selfheal.storage.RetentionConfig;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StoredFile;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out of the store, and what never does. */
class RetentionTest {
  private static final Optional<Duration> TEN_DAYS = Optional.of(Duration.ofDays(10));
  private static final boolean DRY = true;

  @TempDir Path folder;
  private Rig rig;
  private DumpArchive store;
  private final Heard heard = new Heard();
  private Receipt old;
  private Receipt young;

  private static final class Heard implements RetentionListener {
    private long due;
    private int removed;
    private final List<String> failures = new ArrayList<>();

    @Override
    public void due(long bytes) {
      due = bytes;
    }

    @Override
    public void removed(int files, long bytes) {
      removed += files;
    }

    @Override
    public void failed(String reason) {
      failures.add(reason);
    }
  }

  @BeforeEach
  void keepTwoIncidents() throws Exception {
    rig = new Rig(folder);
    store = new LocalDumpStore(folder.resolve("store"));
    old = respond("web-0");
    upload();
    rig.clock.advance(Duration.ofDays(11));
    young = respond("web-1");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void removes_what_is_older_than_people_want_it() throws Exception {
    upload();
    turn(TEN_DAYS, Optional.empty());
    assertEquals(Set.of(id(young)), stored());
    assertEquals(5, heard.removed);
  }

  @Test
  void removes_the_oldest_while_it_is_more_than_there_is_room_for() throws Exception {
    upload();
    long all = store.stored().stream().mapToLong(StoredFile::bytes).sum();
    turn(Optional.empty(), Optional.of(all));
    assertEquals(Set.of(id(old), id(young)), stored());
    turn(Optional.empty(), Optional.of(all - 1));
    assertEquals(Set.of(id(young)), stored());
    turn(Optional.empty(), Optional.of(0L));
    assertEquals(Set.of(), stored());
  }

  @Test
  void only_says_so_in_a_dry_run() throws Exception {
    upload();
    turn(new RetentionConfig(TEN_DAYS, Optional.empty(), DRY), rig.ledger);
    assertEquals(Set.of(id(old), id(young)), stored());
    assertEquals(0, heard.removed);
    assertEquals(
        store.stored().stream()
            .filter(file -> file.incident().equals(id(old)))
            .mapToLong(StoredFile::bytes)
            .sum(),
        heard.due);
  }

  @Test
  void touches_no_incident_that_waits_for_an_upload() throws Exception {
    uploadOne();
    rig.clock.advance(Duration.ofDays(30));
    turn(TEN_DAYS, Optional.of(0L));
    assertEquals(Set.of(id(young)), stored());
  }

  @Test
  void touches_no_incident_that_is_open() throws Exception {
    upload();
    rig.clock.advance(Duration.ofHours(2));
    Receipt open = rig.alert("web-2", AlertStatus.FIRING);
    rig.securedBy = SecuredBy.UPLOAD;
    rig.run(Duration.ofSeconds(3));
    upload();
    turn(Optional.empty(), Optional.of(0L));
    assertEquals(Set.of(id(open)), stored());
  }

  @Test
  void touches_nothing_that_the_ledger_does_not_know() throws Exception {
    upload();
    Path foreign = folder.resolve("store/shop/web/2026-01-01/000000-x-y/heap-dump.txt");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "of another responder");
    Files.writeString(
        foreign.resolveSibling("heap-dump.txt.json"),
        "{\"keptBy\": \"self-heal-responder\", \"incident\": \"20260101T000000-00000000\"}");
    turn(TEN_DAYS, Optional.of(0L));
    assertEquals(Set.of("20260101T000000-00000000"), stored());
  }

  @Test
  void leaves_it_to_the_one_of_several_that_tells() throws Exception {
    upload();
    Ledger other =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) -> false);
    turn(new RetentionConfig(TEN_DAYS, Optional.empty(), !DRY), other);
    assertEquals(Set.of(id(old), id(young)), stored());
  }

  @Test
  void says_in_the_audit_what_it_is_about_to_remove() throws Exception {
    upload();
    List<String> told = new ArrayList<>();
    Ledger ledger = told(told);
    turn(new RetentionConfig(TEN_DAYS, Optional.empty(), !DRY), ledger);
    assertEquals(1, told.size());
    assertEquals(id(old) + " 5 files, all there: true, store.retention.olderThan", told.get(0));
  }

  @Test
  void goes_on_with_the_next_when_one_may_not_be_removed() throws Exception {
    upload();
    DumpArchive kept = store;
    store =
        new DumpArchive() {
          @Override
          public List<StoredFile> stored() throws StorageException, InterruptedException {
            return kept.stored();
          }

          @Override
          public void remove(List<StoredFile> files) throws StorageException, InterruptedException {
            if (files.get(0).incident().equals(id(old))) {
              throw new StorageException(StorageException.Reason.FORBIDDEN, "Cannot remove it");
            }
            kept.remove(files);
          }

          @Override
          public URI put(Upload upload, UploadProgress progress) {
            throw new UnsupportedOperationException();
          }
        };
    turn(Optional.empty(), Optional.of(0L));
    assertEquals(Set.of(id(old)), stored());
    assertEquals(List.of("forbidden"), heard.failures);
  }

  private Ledger told(List<String> told) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("evidenceRemoved")) {
                List<?> places = (List<?>) arguments[1];
                told.add(
                    "%s %d files, all there: %s, %s"
                        .formatted(
                            id(old), places.size(), stored().contains(id(old)), arguments[2]));
              }
              return method.invoke(rig.ledger, arguments);
            });
  }

  private Receipt respond(String pod) throws InterruptedException {
    Receipt receipt = rig.alert(pod, AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    rig.readEvidence();
    return receipt;
  }

  private void turn(Optional<Duration> olderThan, Optional<Long> moreThan) throws Exception {
    turn(new RetentionConfig(olderThan, moreThan, !DRY), rig.ledger);
  }

  private void turn(RetentionConfig config, Ledger ledger) throws Exception {
    new Retention(config, store, ledger, heard, rig.clock).turn();
  }

  private void upload() throws InterruptedException {
    Uploader uploader =
        new Uploader(rig.ledger, rig.ledger, rig.spool, store, rig.clock, length -> {});
    while (uploader.runOnce() > 0) {
      // the next one
    }
  }

  private void uploadOne() throws InterruptedException {
    new Uploader(rig.ledger, rig.ledger, rig.spool, store, rig.clock, length -> {}).runOnce();
  }

  private Set<String> stored() throws StorageException, InterruptedException, IOException {
    Set<String> incidents = new TreeSet<>();
    store.stored().forEach(file -> incidents.add(file.incident()));
    return incidents;
  }

  private static String id(Receipt receipt) {
    return receipt.incident().orElseThrow();
  }
}
