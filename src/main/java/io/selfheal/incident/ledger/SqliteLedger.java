package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.lock.HeldException;
import io.selfheal.lock.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** The ledger in one SQLite file, for one responder: a second one on the same file is refused. */
public final class SqliteLedger {
  private SqliteLedger() {}

  /**
   * Opens or creates the file, brings its tables forward, and frees what an earlier process worked
   * on.
   *
   * @throws LedgerException when another responder has it open, or it cannot be written
   */
  public static Ledger open(Path path, Clock clock) {
    try {
      Path file = real(path.toAbsolutePath().normalize());
      return opened(new SoleMember(lock(file)), new SqliteFile(file), clock);
    } catch (IOException | RuntimeException e) {
      throw LedgerFailure.of("open", new SqliteFile(path), e);
    }
  }

  /** Loads the libraries that {@link #open} needs, by a question to a database in memory. */
  public static void load() {
    SqliteFile.load();
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

  private static LockFile lock(Path file) throws IOException {
    try {
      return LockFile.take(file.resolveSibling(file.getFileName() + ".lock"));
    } catch (HeldException e) {
      throw new LedgerException(
          "Cannot open the ledger " + file + ": " + e.getMessage() + "; stop that one first", e);
    }
  }

  private static Ledger opened(Member self, SqliteFile file, Clock clock) {
    LedgerStore store = new LedgerStore(file);
    JdbcLedger ledger = new JdbcLedger(store, self, clock);
    try {
      file.migrate();
      store.write(SqliteLedger::freeClaims);
      return ledger;
    } catch (SQLException | RuntimeException e) {
      ledger.close();
      throw LedgerFailure.of("open", file, e);
    }
  }

  private static Void freeClaims(Handle handle) {
    new ClaimRows(handle).releaseAll();
    return null;
  }
}
