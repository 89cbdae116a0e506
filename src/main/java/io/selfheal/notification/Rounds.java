package io.selfheal.notification;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something over and over, on a thread of its own; a round that fails ends no other. */
final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private final Duration rest;
  private final Runnable round;

  /**
   * @param name of the thread
   * @param rest between two rounds
   */
  Rounds(String name, Duration rest, Runnable round) {
    this.thread = new Thread(this::work, name);
    this.rest = rest;
    this.round = round;
  }

  void start() {
    thread.start();
  }

  boolean stopped() {
    return stopped.getCount() == 0;
  }

  /** Lets the round in hand end within the grace, and interrupts it then. */
  void close(Duration grace) {
    stopped.countDown();
    try {
      thread.join(Math.max(1, grace.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void work() {
    try {
      do {
        once();
      } while (!stopped.await(rest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("A round ended early; the next one goes on");
    }
  }
}
