package io.selfheal.triage.corpus;

import java.util.concurrent.atomic.AtomicLong;

/** Two threads look for work all the time, instead of waiting for it. */
final class HotLoop {
  private static final AtomicLong SEEN = new AtomicLong();

  private HotLoop() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 2; i++) {
      CorpusProgram.daemon("poller-" + i, () -> poll(sick));
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void poll(boolean sick) {
    while (true) {
      look();
      if (!sick) {
        Pause.millis(10);
      }
    }
  }

  private static void look() {
    SEEN.incrementAndGet();
  }
}
