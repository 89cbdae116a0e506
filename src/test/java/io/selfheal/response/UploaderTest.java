package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.AlertStatus;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.StoredFile;
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

  private static final class Store implements DumpStore {
    private final List<String> arrived = new ArrayList<>();
    private String broken = "nothing";

    @Override
    public StoredFile put(Upload upload, UploadProgress progress) {
      if (upload.fileName().contains(broken)) {
        throw new IllegalArgumentException("an answer that is no JSON");
      }
      arrived.add(upload.fileName());
      return new StoredFile("1", URI.create("https://store.example/1"));
    }

    @Override
    public void check() {}
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
    upload(2);
    assertEquals(2, store.arrived.size());
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void a_surprise_with_one_file_keeps_no_other_from_the_store() throws Exception {
    store.broken = "thread-dump";
    upload(2);
    assertEquals(1, store.arrived.size());
    assertEquals(1, rig.ledger.uploadBacklog().artefacts());
    store.broken = "nothing";
    rig.clock.advance(Duration.ofMinutes(15));
    upload(1);
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
  }

  private void upload(int rounds) throws InterruptedException {
    Uploader uploader = new Uploader(rig.ledger, rig.spool, store, rig.clock);
    for (int i = 0; i < rounds; i++) {
      uploader.runOnce();
    }
  }
}
