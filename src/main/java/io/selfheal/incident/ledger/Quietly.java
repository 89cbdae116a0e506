package io.selfheal.incident.ledger;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection that may be broken: what it still held was never acknowledged. */
final class Quietly {
  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  static void close(Handle handle) {
    if (handle == null) {
      return;
    }
    try {
      handle.close();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("A connection to the ledger did not close cleanly");
    }
  }
}
