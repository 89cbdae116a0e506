package io.selfheal.triage.corpus;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One reads for long; a writer waits for it, and all other readers wait behind the writer. */
final class StuckReader {
  private static final ReadWriteLock CATALOG = new ReentrantReadWriteLock();

  private static final AtomicLong SHOWN = new AtomicLong();
  private static long goods;

  private StuckReader() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CorpusProgram.daemon("exporter", () -> export(sick));
    Thread.sleep(100);
    CorpusProgram.daemon("importer", StuckReader::update);
    Thread.sleep(100);
    for (int i = 0; i < 6; i++) {
      CorpusProgram.daemon("shopper-" + i, StuckReader::browse);
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void export(boolean sick) {
    while (true) {
      CATALOG.readLock().lock();
      try {
        write(sick ? 600_000 : 1);
      } finally {
        CATALOG.readLock().unlock();
      }
      Pause.millis(50);
    }
  }

  private static void write(long millis) {
    Pause.millis(millis);
  }

  private static void update() {
    while (true) {
      CATALOG.writeLock().lock();
      try {
        goods++;
      } finally {
        CATALOG.writeLock().unlock();
      }
      Pause.millis(100);
    }
  }

  private static void browse() {
    while (true) {
      CATALOG.readLock().lock();
      try {
        SHOWN.accumulateAndGet(goods, Math::max);
      } finally {
        CATALOG.readLock().unlock();
      }
      Pause.millis(20);
    }
  }
}
