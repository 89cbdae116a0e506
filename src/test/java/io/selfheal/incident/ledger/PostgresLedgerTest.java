package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.audit.AuditEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** One database for all: its tables are made once, and emptied before each test. */
final class PostgresLedgerTest extends LedgerContract {
  private static PostgresConfig database;

  private boolean begun;

  @BeforeAll
  static void makeTheTables() {
    database = PostgresOfTests.database();
    PostgresLedger.join(database, "spool-a", Clock.systemUTC()).close();
  }

  @Override
  public List<AuditEntry> audit() {
    List<AuditEntry> entries = new ArrayList<>();
    AuditFile.of(config()).read(entries::add);
    return entries;
  }

  @Override
  Ledger open() {
    if (!begun) {
      PostgresOfTests.empty(database);
      begun = true;
    }
    return PostgresLedger.join(database, "spool-a", clock());
  }

  private LedgerConfig config() {
    return new LedgerConfig(null, Optional.of(database));
  }
}
