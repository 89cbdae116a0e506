package io.selfheal.triage.corpus;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Who reads wants to write without letting go first: a thread waits for itself, and all behind it.
 */
final class LockUpgrade {
  private static final ReentrantReadWriteLock CACHE = new ReentrantReadWriteLock();

  private LockUpgrade() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CorpusProgram.daemon("catalog-refresh", () -> refreshAll(sick));
    for (int i = 1; i <= 8; i++) {
      CorpusProgram.daemon("search-" + i, LockUpgrade::searches);
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void refreshAll(boolean sick) {
    while (true) {
      Pause.millis(50);
      refresh(sick);
    }
  }

  private static void refresh(boolean sick) {
    if (!sick) {
      replace();
      return;
    }
    CACHE.readLock().lock();
    try {
      replace();
    } finally {
      CACHE.readLock().unlock();
    }
  }

  private static void replace() {
    CACHE.writeLock().lock();
    try {
      Thread.onSpinWait();
    } finally {
      CACHE.writeLock().unlock();
    }
  }

  private static void searches() {
    while (true) {
      search();
      Pause.millis(5);
    }
  }

  private static void search() {
    CACHE.readLock().lock();
    try {
      Thread.onSpinWait();
    } finally {
      CACHE.readLock().unlock();
    }
  }
}
