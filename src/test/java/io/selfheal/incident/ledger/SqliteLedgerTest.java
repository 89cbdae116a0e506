package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLedgerTest extends LedgerContract {
  @TempDir Path folder;

  @Override
  Ledger open() {
    return SqliteLedger.open(folder.resolve("ledger.db"), clock());
  }
}
