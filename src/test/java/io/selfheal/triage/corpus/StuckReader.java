package io.selfheal.triage.corpus;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One reads for long; a writer waits for it, and all other readers wait behind the writer. */
final class StuckReader {
  private static final ReadWriteLock CATALOG = new ReentrantReadWriteLock();

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
      write(sick ? 600_000 : 1);
      CATALOG.readLock().unlock();
      Pause.millis(50);
    }
  }

  private static void write(long millis) {
    Pause.millis(millis);
  }

  private static void update() {
    while (true) {
      CATALOG.writeLock().lock();
      CATALOG.writeLock().unlock();
      Pause.millis(100);
    }
  }

  private static void browse() {
    while (true) {
      CATALOG.readLock().lock();
      CATALOG.readLock().unlock();
      Pause.millis(20);
    }
  }
}
