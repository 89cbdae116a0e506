package io.selfheal.storage.drive;

import static io.selfheal.sandbox.drive.SandboxDriveFault.cutAfter;
import static io.selfheal.sandbox.drive.SandboxDriveFault.keepOnly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.evidence.Pause;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.drive.SandboxDriveCall;
import io.selfheal.sandbox.drive.SandboxDriveFile;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever an upload is cut off and its process killed, the next one goes on from Drive's offset.
 */
class DriveCutTest {
  private static final int UNIT = ChunkSize.UNIT;
  private static final int CHUNK = 4 * UNIT;
  private static final int BYTES = 2 * CHUNK + 12_345;

  @TempDir private Path folder;
  private SandboxDrive drive;
  private Upload upload;

  @BeforeEach
  void start() throws IOException {
    drive = SandboxDrive.start(folder.resolve("drive"));
    upload = new SpoolFiles(folder).upload("heap-dump.hprof", BYTES);
  }

  @AfterEach
  void stop() {
    drive.close();
  }

  static IntStream offsets() {
    IntStream edges =
        IntStream.of(0, UNIT, 2 * UNIT, CHUNK, CHUNK + UNIT, 2 * CHUNK, BYTES)
            .flatMap(edge -> IntStream.of(edge - 1, edge, edge + 1));
    return IntStream.concat(edges, new Random(7).ints(20, 0, BYTES))
        .filter(at -> at >= 0 && at < BYTES);
  }

  @ParameterizedTest
  @MethodSource("offsets")
  void goes_on_from_drives_offset(int offset) throws Exception {
    cutAt(offset);
    long before = drive.bytesReceived();
    String kept = killed();
    put(RememberedProgress.of(kept), length -> {});

    SandboxDriveFile stored = drive.files().get(0);
    assertEquals(1, drive.files().size());
    assertEquals(UploadSession.parse(kept).orElseThrow().fileId(), stored.id());
    assertEquals(upload.content().sha256(), stored.content().orElseThrow().sha256());
    assertEquals(offset % CHUNK % UNIT, drive.bytesReceived() - before - BYTES);
  }

  @Test
  void is_cut_at_each_edge_and_at_many_places_between() {
    assertEquals(38, offsets().count());
  }

  private void cutAt(int offset) {
    for (int chunk = 0; chunk < offset / CHUNK; chunk++) {
      drive.faults().next(SandboxDriveCall.CHUNK, keepOnly(CHUNK));
    }
    drive.faults().next(SandboxDriveCall.CHUNK, cutAfter(offset % CHUNK));
  }

  /** What the ledger had of it; nothing else outlives the process. */
  private String killed() {
    RememberedProgress progress = new RememberedProgress();
    assertThrows(
        InterruptedException.class,
        () ->
            put(
                progress,
                length -> {
                  throw new InterruptedException("killed");
                }));
    return progress.session().orElseThrow();
  }

  private void put(RememberedProgress progress, Pause pause) throws Exception {
    Retry retry = new Retry(pause, Clock.systemUTC(), new Random(1));
    new DriveDumpStore(
            new DriveConfig(
                drive.rootFolder(), Optional.of(drive.credentialsFile()), drive.apiUrl()),
            retry,
            ChunkSize.fixed(CHUNK))
        .put(upload, progress);
  }
}
