package io.selfheal.incident.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The membership of one responder among those that share the ledger, renewed every two seconds on a
 * thread and a connection of its own. Whoever has not renewed his for eight is gone: the others
 * free what he worked on. The time is the server's; only how long ago the last renewal was asked
 * for is measured here, so that one who was stopped knows it when he wakes.
 */
final class Lease implements Member {
  static final Duration RENEWED_EVERY = Duration.ofSeconds(2);
  static final Duration LASTS = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Database database;
  private final String spool;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::renew, "ledger-lease");
  private Handle connection;
  private boolean inTrouble;
  private volatile Held held;

  /** What the last renewal said, and when it was asked for. */
  private record Held(long number, boolean leads, long asked, long since) {
    boolean lasts() {
      return System.nanoTime() - asked < LASTS.toNanos();
    }

    boolean isOld() {
      return asked - since > LASTS.toNanos();
    }
  }

  private Lease(Database database, String spool) {
    this.database = database;
    this.spool = spool;
    this.thread.setDaemon(true);
  }

  /** Joins the others; an earlier process with the same spool is gone, or will be fenced off. */
  static Lease take(Database database, String spool) {
    Lease lease = new Lease(database, spool);
    lease.held = lease.join();
    lease.thread.start();
    return lease;
  }

  @Override
  public long number() {
    return held.number;
  }

  @Override
  public String spool() {
    return spool;
  }

  @Override
  public boolean present() {
    return held.lasts();
  }

  @Override
  public boolean leads() {
    Held now = held;
    return now.leads && now.lasts();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
      rows().leave(held.number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("The lease on the ledger was not given back; it ends by itself");
    }
    disconnect();
  }

  private void renew() {
    try {
      while (!closed.await(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        renewOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewOnce() {
    try {
      held = renewed();
      inTrouble = false;
    } catch (RuntimeException e) {
      disconnect();
      complain(e);
    }
  }

  /** Once for each trouble: a server that is away is so for many renewals. */
  private void complain(RuntimeException e) {
    if (!inTrouble) {
      inTrouble = true;
      LOG.atError()
          .setCause(e)
          .log("Cannot renew the lease on the ledger; nothing is worked on until it is renewed");
    }
  }

  private Held join() {
    long asked = System.nanoTime();
    return held(rows().join(spool), asked, asked);
  }

  private Held renewed() {
    long asked = System.nanoTime();
    Held before = held;
    if (!rows().seen(before.number)) {
      return join();
    }
    return held(before.number, asked, before.lasts() ? before.since : asked);
  }

  /**
   * One who could not renew his own for a while does not judge the others yet: the server may have
   * been away for all.
   */
  private Held held(long number, long asked, long since) {
    Held now = new Held(number, rows().first() == number, asked, since);
    if (now.isOld()) {
      rows().freeOfTheGone(LASTS);
    }
    return now;
  }

  private ReplicaRows rows() {
    if (connection == null) {
      connection = database.openWriter();
    }
    return new ReplicaRows(connection);
  }

  private void disconnect() {
    Quietly.close(connection);
    connection = null;
  }
}
