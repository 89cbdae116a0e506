package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;

/** Each request begins a thread that waits for an event which never comes. */
final class ThreadPerRequest {
  private ThreadPerRequest() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CorpusProgram.daemon("acceptor", () -> accept(sick));
    Thread.sleep(1500);
    CorpusProgram.ready();
  }

  private static void accept(boolean sick) {
    for (int i = 0; true; i++) {
      CountDownLatch answered = new CountDownLatch(sick ? 1 : 0);
      CorpusProgram.daemon("request-" + i, () -> handle(answered));
      Pause.millis(20);
    }
  }

  private static void handle(CountDownLatch answered) {
    try {
      answered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
