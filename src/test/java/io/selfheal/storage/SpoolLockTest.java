package io.selfheal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.lock.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One spool, one responder. */
class SpoolLockTest {
  @TempDir Path folder;

  @Test
  void a_second_responder_is_told_to_have_a_spool_of_its_own() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(spool()));
    try (LockFile first = LocalSpool.lock(config(spool()))) {
      IOException refusal =
          assertThrows(IOException.class, () -> LocalSpool.lock(config(link)), first::toString);
      assertEquals(
          "Cannot use the spool "
              + link
              + ": this process has it open already; stop that one first, or give each a spool.folder of its own",
          refusal.getMessage());
    }
    LocalSpool.lock(config(spool())).close();
  }

  @Test
  void the_lock_is_none_of_the_spools_files() throws IOException {
    try (LockFile lock = LocalSpool.lock(config(spool()))) {
      assertEquals(List.of(), LocalSpool.open(config(spool())).files(), lock::toString);
    }
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  private static SpoolConfig config(Path spool) {
    return new SpoolConfig(spool, 1 << 20, false);
  }
}
