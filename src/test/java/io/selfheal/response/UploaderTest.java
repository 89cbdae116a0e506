package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Receipt;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the evidence in the spool. */
class UploaderTest {
  @TempDir Path folder;
  private Rig rig;
  private Receipt receipt;
  private final Store store = new Store();
  private final List<Duration> pauses = new ArrayList<>();

  private static final class Store implements DumpStore {
    private final List<String> arrived = new ArrayList<>();
    private final List<List<String>> folders = new ArrayList<>();
    private StorageException.Reason trouble;
    private int asked;
    private String broken = "nothing";
    private Runnable onArrival = () -> {};

    @Override
    public URI put(Upload upload, UploadProgress progress) throws StorageException {
      asked++;
      if (trouble != null) {
        throw new StorageException(trouble, "Cannot upload: it was told to fail");
      }
      if (upload.fileName().contains(broken)) {
        throw new IllegalArgumentException("an answer that is no JSON");
      }
      arrived.add(upload.fileName());
      folders.add(upload.folder());
      onArrival.run();
      return URI.create("https://store.example/1");
    }
  }

  @BeforeEach
  void takeEvidence() throws Exception {
    rig = new Rig(folder);
    receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    rig.readEvidence();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void brings_all_files_into_the_store_and_empties_the_spool() throws Exception {
    upload(5);
    assertEquals(5, store.arrived.size());
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void a_surprise_with_one_file_keeps_no_other_from_the_store() throws Exception {
    store.broken = "thread-dump";
    upload(5);
    assertEquals(4, store.arrived.size());
    assertEquals(1, rig.ledger.uploadBacklog().artefacts());
    store.broken = "nothing";
    rig.clock.advance(Duration.ofMinutes(15));
    upload(1);
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
  }

  @Test
  void brings_all_of_an_incident_into_one_folder_that_says_whose_it_is() throws Exception {
    upload(2);
    rig.clock.advance(Duration.ofDays(1));
    upload(3);
    assertEquals(
        Set.of(List.of("shop", "web", "2026-11-21", "030000-JvmMemoryHigh-web-0")),
        Set.copyOf(store.folders));
    assertTrue(store.arrived.contains("manifest.json"), store.arrived.toString());
    assertEquals(5, store.arrived.size());
  }

  @Test
  void leaves_a_store_that_is_away_alone_for_longer_and_longer() throws Exception {
    store.trouble = StorageException.Reason.SERVER_ERROR;
    Uploader uploader = uploader();
    for (int second = 0; second < 3600; second++) {
      uploader.runOnce();
      rig.clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(20, store.asked);
  }

  @Test
  void begins_with_the_oldest_when_the_store_is_there_again() throws Exception {
    List<String> order =
        rig.ledger.dueUploads(rig.clock.instant(), 9).stream()
            .map(pending -> pending.artefact().fileName())
            .toList();
    store.trouble = StorageException.Reason.UNREACHABLE;
    Uploader uploader = uploader();
    for (int minute = 0; minute < 60; minute++) {
      uploader.runOnce();
      rig.clock.advance(Duration.ofMinutes(1));
    }
    store.trouble = null;
    rig.clock.advance(Duration.ofMinutes(5));
    for (int i = 0; i < 5; i++) {
      uploader.runOnce();
    }
    assertEquals(order, store.arrived);
  }

  @Test
  void people_are_told_when_a_file_had_arrived_damaged() throws Exception {
    store.trouble = StorageException.Reason.CHECKSUM_MISMATCH;
    Uploader uploader = uploader();
    uploader.runOnce();
    store.trouble = null;
    rig.clock.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      uploader.runOnce();
    }
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    assertEquals(
        1,
        rig.incident(receipt).artefacts().stream()
            .filter(artefact -> artefact.remark().isPresent())
            .count());
  }

  @Test
  void rests_when_there_is_nothing_to_do() throws Exception {
    upload(5);
    uploader().turn();
    assertEquals(List.of(Duration.ofMillis(500)), pauses);
  }

  @Test
  void rests_longer_when_the_ledger_cannot_be_written_for_each_turn_is_a_whole_upload()
      throws Exception {
    store.onArrival = rig.ledger::close;
    uploader().turn();
    assertEquals(1, store.arrived.size());
    assertEquals(List.of(Duration.ofSeconds(15)), pauses);
  }

  private Uploader uploader() {
    return new Uploader(rig.ledger, rig.ledger, rig.spool, store, rig.clock, pauses::add);
  }

  private void upload(int rounds) throws InterruptedException {
    Uploader uploader = uploader();
    for (int i = 0; i < rounds; i++) {
      uploader.runOnce();
    }
  }
}
