package io.selfheal.incident.ledger;

import org.jdbi.v3.core.Handle;

/** The one row that the health check writes and reads back. */
final class ProbeRow {
  private static final String WRITE =
      """
      INSERT INTO probe (number, writes) VALUES (1, 1)
      ON CONFLICT (number) DO UPDATE SET writes = probe.writes + 1 RETURNING writes
      """;

  private final Handle handle;

  ProbeRow(Handle handle) {
    this.handle = handle;
  }

  long write() {
    return handle.createQuery(WRITE).mapTo(Long.class).one();
  }

  long read() {
    return handle.createQuery("SELECT writes FROM probe").mapTo(Long.class).one();
  }
}
