package io.selfheal.incident.ledger;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import java.sql.SQLException;
import java.time.Clock;

/** The ledger in PostgreSQL, shared by any number of responders. */
public final class PostgresLedger {
  private PostgresLedger() {}

  /**
   * Brings the tables forward, and joins those who share them.
   *
   * @param spool what tells this responder's spool from those of the others, over restarts
   * @throws LedgerException when the server cannot be reached, or its tables not be made
   */
  public static Ledger join(PostgresConfig config, String spool, Clock clock) {
    PostgresServer server = new PostgresServer(config);
    try {
      server.migrate();
      return new JdbcLedger(new LedgerStore(server), Lease.take(server, spool), clock);
    } catch (SQLException | RuntimeException e) {
      throw LedgerFailure.of("open", server, e);
    }
  }
}
