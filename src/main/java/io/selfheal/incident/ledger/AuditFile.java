package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.audit.AuditEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The audit in a ledger that a responder may be writing: read-only, and a page at a time. One read
 * over all of it would keep the journal from being emptied for as long as it lasts.
 */
public final class AuditFile {
  private static final int PAGE = 1_000;

  private final Path file;

  public AuditFile(Path file) {
    this.file = file;
  }

  /**
   * Hands the entries out, the oldest first, until there are no more or the receiver has enough.
   *
   * @throws LedgerException when the file cannot be read, or is of a version without an audit
   */
  public void read(Predicate<AuditEntry> wantsMore) {
    if (!Files.isRegularFile(file)) {
      throw new LedgerException(
          "Cannot read the ledger " + file + ": there is no such file; name the one to read");
    }
    try (Handle handle = new SqliteFile(file).openReader()) {
      read(new AuditRows(handle), wantsMore);
    } catch (RuntimeException e) {
      throw LedgerFailure.of("read", file, e);
    }
  }

  private void read(AuditRows rows, Predicate<AuditEntry> wantsMore) {
    if (!rows.exist()) {
      throw new LedgerException(
          "Cannot read the audit in "
              + file
              + ": an older version made the file; start this one on it once");
    }
    long last = 0;
    List<AuditEntry> page = rows.after(last, PAGE);
    while (!page.isEmpty() && page.stream().allMatch(wantsMore)) {
      last = page.get(page.size() - 1).number();
      page = rows.after(last, PAGE);
    }
  }
}
