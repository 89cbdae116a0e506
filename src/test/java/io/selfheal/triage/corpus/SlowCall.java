package io.selfheal.triage.corpus;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** All threads of a pool wait for a peer that does not answer. */
final class SlowCall {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private SlowCall() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    SlowPeer peer = SlowPeer.start(!sick);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            8, work -> new Thread(work, "checkout-" + NEXT.incrementAndGet()));
    CorpusProgram.daemon("load", () -> load(pool, peer));
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void load(ExecutorService pool, SlowPeer peer) {
    while (true) {
      pool.execute(() -> pay(peer));
      Pause.millis(10);
    }
  }

  private static void pay(SlowPeer peer) {
    peer.ask();
  }
}
