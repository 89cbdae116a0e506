package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.AlertStatus;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the evidence in the spool. */
class UploaderTest {
  @TempDir Path folder;
  private Rig rig;
  private final Store store = new Store();
  private final List<Duration> pauses = new ArrayList<>();

  private static final class Store implements DumpStore {
    private final List<String> arrived = new ArrayList<>();
    private String broken = "nothing";
    private Runnable onArrival = () -> {};

    @Override
    public URI put(Upload upload, UploadProgress progress) {
      if (upload.fileName().contains(broken)) {
        throw new IllegalArgumentException("an answer that is no JSON");
      }
      arrived.add(upload.fileName());
      onArrival.run();
      return URI.create("https://store.example/1");
    }
  }

  @BeforeEach
  void takeEvidence() throws Exception {
    rig = new Rig(folder);
    rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void brings_all_files_into_the_store_and_empties_the_spool() throws Exception {
    upload(3);
    assertEquals(3, store.arrived.size());
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void a_surprise_with_one_file_keeps_no_other_from_the_store() throws Exception {
    store.broken = "thread-dump";
    upload(3);
    assertEquals(2, store.arrived.size());
    assertEquals(1, rig.ledger.uploadBacklog().artefacts());
    store.broken = "nothing";
    rig.clock.advance(Duration.ofMinutes(15));
    upload(1);
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
  }

  @Test
  void rests_when_there_is_nothing_to_do() throws Exception {
    upload(3);
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
    return new Uploader(rig.ledger, rig.spool, store, rig.clock, pauses::add);
  }

  private void upload(int rounds) throws InterruptedException {
    Uploader uploader = uploader();
    for (int i = 0; i < rounds; i++) {
      uploader.runOnce();
    }
  }
}
