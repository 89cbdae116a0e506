package io.selfheal.evidence.jcmd;

/** What is done as well as can be, even by a thread that is being stopped; it stays so. */
final class EvenStopping {
  private EvenStopping() {}

  interface Work {
    void run() throws InterruptedException;
  }

  static void run(Work work) throws InterruptedException {
    boolean stopping = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
