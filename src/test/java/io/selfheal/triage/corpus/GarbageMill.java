package io.selfheal.triage.corpus;

import java.util.ArrayDeque;
import java.util.Deque;

/** Little of the heap is left for what is made and thrown away all the time. */
final class GarbageMill {
  private static final Deque<byte[]> KEPT = new ArrayDeque<>();

  private GarbageMill() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    keep(sick ? 0.90 : 0.2);
    CorpusProgram.daemon("miller", () -> mill(sick));
    Thread.sleep(1000);
    CorpusProgram.ready();
  }

  private static void keep(double part) {
    long most = (long) (Runtime.getRuntime().maxMemory() * part);
    for (long bytes = 0; bytes < most; bytes += 10_000) {
      KEPT.add(new byte[10_000]);
    }
  }

  /** The oldest goes for the newest, so that all generations have garbage. */
  private static void mill(boolean sick) {
    while (true) {
      for (int i = 0; i < 100; i++) {
        KEPT.poll();
        KEPT.add(new byte[10_000]);
      }
      if (!sick) {
        Pause.millis(20);
      }
    }
  }
}
