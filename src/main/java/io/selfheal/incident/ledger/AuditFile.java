package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.audit.AuditEntry;
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

  private final Database database;

  private AuditFile(Database database) {
    this.database = database;
  }

  /** That of the configuration. */
  public static AuditFile of(LedgerConfig config) {
    return config
        .postgresql()
        .map(server -> new AuditFile(new PostgresServer(server)))
        .orElseGet(() -> of(config.file()));
  }

  /** That of a file, as a copy of a ledger is. */
  public static AuditFile of(Path file) {
    return new AuditFile(new SqliteFile(file));
  }

  /** Where the audit lies. */
  public String name() {
    return database.name();
  }

  /**
   * Hands the entries out, the oldest first, until there are no more or the receiver has enough.
   *
   * @throws LedgerException when it cannot be read, or is of a version without an audit
   */
  public void read(Predicate<AuditEntry> wantsMore) {
    database.requireThere();
    try (Handle handle = database.openReader()) {
      read(new AuditRows(handle), wantsMore);
    } catch (RuntimeException e) {
      throw LedgerFailure.of("read", database, e);
    }
  }

  private void read(AuditRows rows, Predicate<AuditEntry> wantsMore) {
    if (!rows.exist()) {
      throw new LedgerException(
          "Cannot read the audit in "
              + database.name()
              + ": an older version made it; start this one on it once");
    }
    long last = 0;
    List<AuditEntry> page = rows.after(last, PAGE);
    while (!page.isEmpty() && page.stream().allMatch(wantsMore)) {
      last = page.get(page.size() - 1).number();
      page = rows.after(last, PAGE);
    }
  }
}
