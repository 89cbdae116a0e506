package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Stage;
import io.selfheal.incident.audit.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every test begins with a copy of one empty ledger: its tables are made once. */
final class SqliteLedgerTest extends LedgerContract {
  private static final String BROKEN =
      "CREATE TEMP TRIGGER broken BEFORE UPDATE ON incident BEGIN SELECT RAISE(ABORT, 'full'); END";

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void makeTheTables() {
    SqliteLedger.open(shared.resolve("empty.db"), Clock.systemUTC()).close();
  }

  @Test
  void an_incident_that_could_not_be_given_back_is_claimed_again_once_the_ledger_can_write() {
    Claim claim = bound("pay-1");
    breakTheNextWrite();

    assertThrows(LedgerException.class, () -> ledger().release(claim));

    assertEquals(claim.incident(), claim().incident());
  }

  @Test
  void what_could_not_be_given_back_by_an_old_claim_does_not_free_a_newer_one() {
    Claim stale = bound("pay-1");
    ledger().release(stale);
    Claim newer = claim();

    assertThrows(LedgerException.class, () -> ledger().release(stale));

    assertEquals(Optional.empty(), ledger().claim(now()));
    reach(newer, Stage.ADMITTED);
  }

  /** The writer's connection takes no more, until trouble makes it be opened anew. */
  private void breakTheNextWrite() {
    ((JdbcLedger) ledger()).store().write(handle -> handle.execute(BROKEN));
  }

  @Override
  public List<AuditEntry> audit() {
    List<AuditEntry> entries = new ArrayList<>();
    AuditFile.of(folder.resolve("ledger.db")).read(entries::add);
    return entries;
  }

  @Override
  Ledger open() {
    Path file = folder.resolve("ledger.db");
    try {
      if (!Files.exists(file)) {
        Files.copy(shared.resolve("empty.db"), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SqliteLedger.open(file, clock());
  }
}
