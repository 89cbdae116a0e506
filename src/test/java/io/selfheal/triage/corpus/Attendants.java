package io.selfheal.triage.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tasks that sleep between their rounds, and tasks that wait at a queue of our own, without fault.
 */
final class Attendants {
  private final Deque<Runnable> work = new ArrayDeque<>();

  private Attendants() {}

  public static void main(String[] args) throws InterruptedException {
    CorpusProgram.sick(args);
    Attendants hall = new Attendants();
    ExecutorService takers = Executors.newFixedThreadPool(6);
    ExecutorService sweepers = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 6; i++) {
      takers.execute(hall::takeAll);
    }
    for (int i = 0; i < 4; i++) {
      sweepers.execute(Attendants::sweepAll);
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private void takeAll() {
    while (true) {
      first().run();
    }
  }

  private synchronized Runnable first() {
    while (work.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return work.poll();
  }

  private static void sweepAll() {
    while (true) {
      Pause.millis(30_000);
    }
  }
}
