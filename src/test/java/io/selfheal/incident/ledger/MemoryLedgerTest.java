package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.Receipt.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger of the crash matrix holds to what the real one holds to. */
final class MemoryLedgerTest extends StateContract {
  private final MemoryDisk disk = new MemoryDisk();
  private Runnable beforeSync = () -> {};

  private static final class Crash extends Error {}

  @Test
  void what_was_not_synced_is_lost() {
    beforeSync = MemoryLedgerTest::crash;
    assertThrows(Crash.class, () -> accept(Samples.firing("pay-1")));
    beforeSync = () -> {};

    assertEquals(List.of(), reopened().open());
    assertEquals(Decision.QUEUED, accept(Samples.firing("pay-1")).decision());
  }

  private static void crash() {
    throw new Crash();
  }

  @Override
  Ledger open() {
    return MemoryLedger.open(disk, clock(), () -> beforeSync.run());
  }
}
