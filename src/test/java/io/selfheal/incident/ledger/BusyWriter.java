package io.selfheal.incident.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps a ledger's writer busy, so that what is submitted meanwhile is committed together. */
final class BusyWriter {
  private BusyWriter() {}

  /** Returns once it is busy; it goes on when the latch is counted down. */
  static CountDownLatch hold(GroupCommit writer) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    CompletableFuture<Void> unused =
        writer.submit(
            handle -> {
              begun.countDown();
              await(released);
              return null;
            });
    await(begun);
    return released;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
