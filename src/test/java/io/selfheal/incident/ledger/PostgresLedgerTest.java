package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.audit.AuditEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One database for all: its tables are made once, and emptied before each test. */
final class PostgresLedgerTest extends LedgerContract {
  private static PostgresConfig database;

  private boolean begun;

  @BeforeAll
  static void makeTheTables() {
    database = PostgresOfTests.database();
    PostgresLedger.join(database, "spool-a", Clock.systemUTC()).close();
  }

  /** Statistics from when few alerts came again and again say that a fingerprint tells nothing. */
  @Test
  void a_storm_after_a_quiet_time_goes_along_the_indexes() {
    for (int i = 0; i < 60; i++) {
      accept(firing("pay-1").startingAt(now().plusSeconds(i)));
    }
    PostgresOfTests.update(database, "ANALYZE");

    assertEquals(10_000, ledger().accept(Samples.many(10_000)).size());
  }

  /** The server of the tests cannot compile; Debian's and PostgreSQL's own packages can. */
  @Test
  void no_statement_is_compiled_by_the_server() {
    try (Handle reader = new PostgresServer(database).openReader()) {
      assertEquals("off", reader.createQuery("SHOW jit").mapTo(String.class).one());
    }
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
