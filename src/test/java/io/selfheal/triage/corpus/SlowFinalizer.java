package io.selfheal.triage.corpus;

import java.util.concurrent.CountDownLatch;

/** Objects with a finalizer that waits: those behind it are never freed. */
final class SlowFinalizer {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final int OPENED = 40_000;

  private static final class LegacyFile {
    private final byte[] buffer = new byte[400];
    private final boolean slow;

    LegacyFile(boolean slow) {
      this.slow = slow;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"})
    protected void finalize() throws InterruptedException {
      if (slow && buffer[0] == 0) {
        NEVER.await();
      }
    }
  }

  private SlowFinalizer() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < OPENED; i++) {
      new LegacyFile(sick).toString();
    }
    System.gc();
    CorpusProgram.ready();
  }
}
