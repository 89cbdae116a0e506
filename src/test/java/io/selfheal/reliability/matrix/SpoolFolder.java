package io.selfheal.reliability.matrix;

import io.selfheal.reliability.matrix.SimulatedEvidence.Taken;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real spool, opened anew after each crash; a run that kept its promises leaves it empty. */
final class SpoolFolder {
  private static final long QUOTA = 1 << 20;

  private final Path folder;
  private LocalSpool spool;

  SpoolFolder(Path folder) throws IOException {
    this.folder = folder;
    reopen();
  }

  void reopen() throws IOException {
    spool = LocalSpool.open(new SpoolConfig(folder, QUOTA, true));
  }

  LocalSpool spool() {
    return spool;
  }

  boolean holds(Taken file) {
    Path path = spool.file(file.incident(), file.fileName());
    try {
      return Files.exists(path) && Files.readString(path).equals(file.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
