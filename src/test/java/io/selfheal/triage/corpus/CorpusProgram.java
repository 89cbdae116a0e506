package io.selfheal.triage.corpus;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** How a program of the corpus begins and ends: with its parent, whatever becomes of that. */
final class CorpusProgram {
  static final String SICK = "sick";
  static final String HEALTHY = "healthy";
  static final String READY = "READY";

  private CorpusProgram() {}

  /** Whether the program is to show its fault; its twin does the same work without it. */
  static boolean sick(String[] args) {
    daemon("parent-watch", CorpusProgram::endWithStandardInput);
    return args[0].equals(SICK);
  }

  /** Says that the fault is there to be seen, and keeps the process alive. */
  static void ready() throws InterruptedException {
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // a broken pipe means the same as its end
    }
    Runtime.getRuntime().halt(0);
  }
}
