package io.selfheal.reliability.matrix;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.MemoryDisk;
import io.selfheal.incident.ledger.MemoryLedger;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The ledger of one run, opened by one process after the other. */
@FunctionalInterface
interface Engine {
  /**
   * @param beforeSync is run between a write and its sync, where the engine can do that
   */
  Ledger open(Clock clock, Runnable beforeSync);

  static Engine memory() {
    MemoryDisk disk = new MemoryDisk();
    return (clock, beforeSync) -> MemoryLedger.open(disk, clock, beforeSync);
  }

  /** Begins with a copy of an empty ledger, whose tables are made. */
  static Engine sqlite(Path empty, Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve("ledger.db");
    Files.copy(empty, file);
    return (clock, beforeSync) -> SqliteLedger.open(file, clock);
  }
}
