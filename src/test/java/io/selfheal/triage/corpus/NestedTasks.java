package io.selfheal.triage.corpus;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tasks of a pool wait for tasks of the same pool, which has no thread left to run them. */
final class NestedTasks {
  private static final ExecutorService OUTER = Executors.newFixedThreadPool(4);
  private static final ExecutorService INNER = Executors.newFixedThreadPool(4);

  private NestedTasks() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 4; i++) {
      OUTER.execute(() -> assemble(sick ? OUTER : INNER));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void assemble(ExecutorService parts) {
    while (true) {
      Pause.millis(100);
      try {
        parts.submit(NestedTasks::part).get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void part() {
    Pause.millis(2);
  }
}
