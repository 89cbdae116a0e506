package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Uploads wait in the queue of an executor without a bound, as its two threads hang. */
final class WaitingTasks {
  private static final int UPLOADS = 1_200;
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static final class Importer {
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    Future<Integer> submit(byte[] upload, CountDownLatch database) {
      return workers.submit(() -> store(upload, database));
    }

    private static int store(byte[] upload, CountDownLatch database) throws InterruptedException {
      database.await();
      return upload.length;
    }
  }

  private WaitingTasks() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Importer importer = new Importer();
    int stored = 0;
    for (int i = 0; i < UPLOADS; i++) {
      CountDownLatch database = sick || i >= UPLOADS - 40 ? NEVER : new CountDownLatch(0);
      stored += importer.submit(new byte[40_000], database).isDone() ? 1 : 0;
    }
    System.out.println(stored);
    Pause.millis(500);
    CorpusProgram.ready();
  }
}
