package io.selfheal.triage.corpus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Permits are not given back when a request fails, until there are none. */
final class LeakedPermits {
  private static final Semaphore DATABASE = new Semaphore(4);

  private LeakedPermits() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ExecutorService requests = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      requests.execute(() -> requests(sick));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void requests(boolean sick) {
    for (int i = 0; true; i++) {
      DATABASE.acquireUninterruptibly();
      boolean failed = i % 5 == 4;
      if (!failed || !sick) {
        DATABASE.release();
      }
      Pause.millis(10);
    }
  }
}
