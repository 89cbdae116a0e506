package io.selfheal.triage.corpus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Sixteen workers pass one by one through a lock that is held for the slow part of the work. */
final class LockConvoy {
  private static final Object LEDGER = new Object();
  private static final AtomicLong BOOKED = new AtomicLong();

  private LockConvoy() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ExecutorService workers = Executors.newFixedThreadPool(16);
    for (int i = 0; i < 16; i++) {
      workers.execute(sick ? LockConvoy::bookSlowly : LockConvoy::bookAside);
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void bookSlowly() {
    while (true) {
      synchronized (LEDGER) {
        render();
        BOOKED.incrementAndGet();
      }
    }
  }

  private static void bookAside() {
    while (true) {
      render();
      synchronized (LEDGER) {
        BOOKED.incrementAndGet();
      }
    }
  }

  private static void render() {
    Pause.millis(20);
  }
}
