package io.selfheal.triage.corpus;

/** Two threads look for work all the time, instead of waiting for it. */
final class HotLoop {
  private static volatile long seen;

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
    seen += Long.numberOfTrailingZeros(seen + 1);
  }
}
