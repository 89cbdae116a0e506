package io.selfheal.triage.corpus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Each request makes an executor, and none is ever shut down. */
final class ExecutorPerRequest {
  private ExecutorPerRequest() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 120; i++) {
      ExecutorService executor =
          Executors.newSingleThreadExecutor(work -> new Thread(work, "mail-sender"));
      executor.execute(ExecutorPerRequest::send);
      if (!sick) {
        executor.shutdown();
      }
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void send() {
    Pause.millis(1);
  }
}
