package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A monitor and a read-write lock are taken in two orders: no JVM finds that cycle. */
final class PostingAndReport {
  private final ReentrantReadWriteLock balances = new ReentrantReadWriteLock();
  private final CountDownLatch both = new CountDownLatch(2);

  private PostingAndReport() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    PostingAndReport books = new PostingAndReport();
    CorpusProgram.daemon("poster", books::postAll);
    CorpusProgram.daemon("reporter", sick ? books::reportAll : books::reportOrdered);
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private void postAll() {
    while (true) {
      post();
      Pause.millis(5);
    }
  }

  private synchronized void post() {
    both.countDown();
    Pause.millis(20);
    balances.writeLock().lock();
    try {
      Thread.onSpinWait();
    } finally {
      balances.writeLock().unlock();
    }
  }

  private void reportAll() {
    while (true) {
      balances.readLock().lock();
      try {
        Pause.meet(both);
        Pause.millis(40);
        audit();
      } finally {
        balances.readLock().unlock();
      }
    }
  }

  private void reportOrdered() {
    while (true) {
      audit();
      Pause.millis(5);
    }
  }

  private synchronized void audit() {
    both.countDown();
    balances.readLock().lock();
    try {
      Thread.onSpinWait();
    } finally {
      balances.readLock().unlock();
    }
  }
}
