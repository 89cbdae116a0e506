package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Every test begins with a copy of one empty ledger: its tables are made once. */
final class SqliteLedgerTest extends LedgerContract {
  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void makeTheTables() {
    SqliteLedger.open(shared.resolve("empty.db"), Clock.systemUTC()).close();
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
