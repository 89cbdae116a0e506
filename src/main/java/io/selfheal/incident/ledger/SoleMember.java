package io.selfheal.incident.ledger;

import io.selfheal.lock.LockFile;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only responder on a ledger, by the lock on its file. */
final class SoleMember implements Member {
  private static final Logger LOG = LoggerFactory.getLogger(SoleMember.class);

  private final LockFile lock;

  SoleMember(LockFile lock) {
    this.lock = lock;
  }

  @Override
  public long number() {
    return 1;
  }

  @Override
  public String spool() {
    return "";
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public boolean leads() {
    return true;
  }

  /** What it worked on is freed by whoever opens the file next. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("The lock of the ledger did not close cleanly");
    }
  }
}
