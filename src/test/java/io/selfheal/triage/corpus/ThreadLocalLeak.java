package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a pool keep what they rendered in a thread local that nobody clears. */
final class ThreadLocalLeak {
  private static final ThreadLocal<List<long[]>> PAGES = ThreadLocal.withInitial(ArrayList::new);
  private static final int THREADS = 4;
  private static final int RENDERED = 300;
  private static final int PAGE = 4_000;

  private ThreadLocalLeak() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    AtomicInteger number = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            THREADS, work -> new Thread(work, "render-" + number.incrementAndGet()));
    CountDownLatch together = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      pool.execute(() -> render(sick, together));
    }
    together.await();
    CorpusProgram.ready();
  }

  private static void render(boolean sick, CountDownLatch together) {
    for (int i = 0; i < RENDERED; i++) {
      PAGES.get().add(new long[PAGE]);
      if (!sick) {
        PAGES.remove();
      }
    }
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
