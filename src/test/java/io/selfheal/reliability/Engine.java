package io.selfheal.reliability;

import io.selfheal.incident.ledger.PostgresOfTests;
import java.nio.file.Path;

/** What keeps a ledger. */
enum Engine {
  SQLITE {
    @Override
    TriedLedger ledger(Path folder) {
      return TriedLedger.sqlite(folder.resolve("ledger.db"));
    }
  },

  /** A server that outlives the processes that are killed. */
  POSTGRESQL {
    @Override
    TriedLedger ledger(Path folder) {
      return TriedLedger.postgresql(PostgresOfTests.database());
    }
  };

  /** A new one, of which the folder may keep the file. */
  abstract TriedLedger ledger(Path folder);
}
