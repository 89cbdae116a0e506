package io.selfheal.triage.corpus;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Each call has a timeout a day ahead, which nobody cancels when the answer is there. */
final class TimersLeft {
  private static final int CALLS = 60_000;

  private static final class Timeout implements Runnable {
    private final int[] request = new int[80];

    @Override
    public void run() {
      request[0]++;
    }
  }

  private TimersLeft() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    timer.setRemoveOnCancelPolicy(true);
    for (int i = 0; i < CALLS; i++) {
      ScheduledFuture<?> future = timer.schedule(new Timeout(), 1, TimeUnit.DAYS);
      if (!sick) {
        future.cancel(false);
      }
    }
    CorpusProgram.ready();
  }
}
