package io.selfheal.triage.corpus;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is sent waits in a queue that nobody takes from any more. */
final class GrowingQueue {
  private static final int SENT = 200_000;

  private record Mail(long number, String address) {}

  private static final class Outbox {
    private final Queue<Mail> waiting = new ConcurrentLinkedQueue<>();
  }

  private static final class Courier implements Runnable {
    private final Outbox outbox = new Outbox();
    private final boolean sick;

    Courier(boolean sick) {
      this.sick = sick;
    }

    @Override
    public void run() {
      for (int i = 0; i < SENT; i++) {
        outbox.waiting.add(new Mail(i, "somebody-" + i));
        if (!sick) {
          outbox.waiting.remove();
        }
      }
      try {
        CorpusProgram.ready();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private GrowingQueue() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Thread courier = new Thread(new Courier(sick), "courier");
    courier.start();
    courier.join();
  }
}
