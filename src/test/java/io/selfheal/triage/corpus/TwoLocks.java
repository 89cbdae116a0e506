package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Two transfers lock the same two accounts, each in its own order. */
final class TwoLocks {
  private static final Account SAVINGS = new Account();
  private static final Account CHECKING = new Account();
  private static final CountDownLatch BOTH = new CountDownLatch(2);

  private static final class Account {
    private final AtomicLong cents = new AtomicLong();
  }

  private TwoLocks() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CorpusProgram.daemon("transfer-a", () -> transfer(SAVINGS, CHECKING, sick));
    CorpusProgram.daemon(
        "transfer-b", () -> transfer(sick ? CHECKING : SAVINGS, sick ? SAVINGS : CHECKING, sick));
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void transfer(Account from, Account to, boolean sick) {
    synchronized (from) {
      if (sick) {
        Pause.meet(BOTH);
      }
      synchronized (to) {
        from.cents.decrementAndGet();
        to.cents.incrementAndGet();
      }
    }
  }
}
