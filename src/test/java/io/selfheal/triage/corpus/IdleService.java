package io.selfheal.triage.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A service without anything to do, whatever variant it is asked for: many threads, no fault. */
final class IdleService {
  private IdleService() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    CorpusProgram.sick(args);
    pools();
    BlockingQueue<String> mails = new ArrayBlockingQueue<>(10);
    for (int i = 0; i < 20; i++) {
      CorpusProgram.daemon("consumer-" + i, () -> consume(mails));
    }
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    CorpusProgram.daemon("acceptor", () -> accept(server));
    Selector selector = Selector.open();
    CorpusProgram.daemon("event-loop-1", () -> select(selector));
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void pools() {
    ExecutorService workers = Executors.newFixedThreadPool(60);
    for (int i = 0; i < 60; i++) {
      workers.execute(() -> {});
    }
    ScheduledExecutorService ticks = Executors.newScheduledThreadPool(4);
    ticks.execute(() -> tick(ticks));
    new Timer("housekeeping", true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {}
            },
            100,
            100);
  }

  private static void tick(ScheduledExecutorService ticks) {
    Pause.millis(1);
    var unused = ticks.schedule(() -> tick(ticks), 50, TimeUnit.MILLISECONDS);
  }

  private static void consume(BlockingQueue<String> mails) {
    while (true) {
      try {
        mails.take();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void accept(ServerSocket server) {
    try {
      server.accept();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void select(Selector selector) {
    while (true) {
      try {
        selector.select();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
