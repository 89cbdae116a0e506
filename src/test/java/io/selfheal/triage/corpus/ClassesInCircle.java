package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;

/** Two classes need each other in their initializers, and two threads begin at both ends. */
final class ClassesInCircle {
  private static final CountDownLatch BOTH = new CountDownLatch(2);

  private ClassesInCircle() {}

  private static final class Prices {
    static final int DEFAULT = load();

    private static int load() {
      Pause.meet(BOTH);
      return Currencies.DEFAULT + 1;
    }
  }

  private static final class Currencies {
    static final int DEFAULT = load();

    private static int load() {
      Pause.meet(BOTH);
      return Prices.DEFAULT + 1;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    if (!sick) {
      BOTH.countDown();
      BOTH.countDown();
      System.out.println(Prices.DEFAULT);
    }
    CorpusProgram.daemon("boot-prices", () -> warmUp(Prices.DEFAULT));
    CorpusProgram.daemon("boot-currencies", () -> warmUp(Currencies.DEFAULT));
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void warmUp(int value) {
    while (value < Integer.MAX_VALUE) {
      Pause.millis(100);
    }
  }
}
