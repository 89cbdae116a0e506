package io.selfheal.incident.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The locked file with its writer and its readers. */
final class LedgerStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);

  private final LedgerLock lock;
  private final GroupCommit writer;
  private final Readers readers;

  private LedgerStore(LedgerLock lock, SqliteFile file) {
    this.lock = lock;
    this.writer = new GroupCommit(file);
    this.readers = new Readers(file);
  }

  static LedgerStore open(Path path) {
    try {
      Path file = real(path.toAbsolutePath().normalize());
      return opened(LedgerLock.take(file), new SqliteFile(file));
    } catch (IOException | RuntimeException e) {
      throw LedgerFailure.of("open", path, e);
    }
  }

  /** Without links: the lock must be the same whichever way leads to the file. */
  private static Path real(Path path) throws IOException {
    Path folder = path.getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path file = folder.toRealPath().resolve(path.getFileName());
    return Files.exists(file) ? file.toRealPath() : file;
  }

  private static LedgerStore opened(LedgerLock lock, SqliteFile file) {
    LedgerStore store = new LedgerStore(lock, file);
    try {
      file.migrate();
      store.write(LedgerStore::freeClaims);
      return store;
    } catch (SQLException | RuntimeException e) {
      store.close();
      throw LedgerFailure.of("open", file.path(), e);
    }
  }

  <T> T write(Function<Handle, T> work) {
    return writer.write(work);
  }

  <T> T read(Function<Handle, T> question) {
    return readers.read(question);
  }

  GroupCommit writer() {
    return writer;
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("The lock of the ledger did not close cleanly");
    }
  }

  private static Void freeClaims(Handle handle) {
    new ClaimRows(handle).releaseAll();
    return null;
  }
}
