package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Orders wait by a latch for their lines, which are tasks behind them in the same pool. */
final class OrderLines {
  private OrderLines() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ExecutorService orders = Executors.newFixedThreadPool(6);
    ExecutorService lines = sick ? orders : Executors.newFixedThreadPool(6);
    for (int i = 0; i < 12; i++) {
      orders.execute(() -> order(lines));
    }
    CorpusProgram.daemon("intake", () -> intake(orders, lines));
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void intake(ExecutorService orders, ExecutorService lines) {
    while (true) {
      Pause.millis(50);
      orders.execute(() -> order(lines));
    }
  }

  private static void order(ExecutorService lines) {
    CountDownLatch ready = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      lines.execute(
          () -> {
            Pause.millis(2);
            ready.countDown();
          });
    }
    awaitLines(ready);
  }

  private static void awaitLines(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
