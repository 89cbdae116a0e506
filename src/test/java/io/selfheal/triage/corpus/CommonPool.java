package io.selfheal.triage.corpus;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Chains of futures on the common pool wait for a peer that does not answer. */
final class CommonPool {
  private CommonPool() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    SlowPeer peer = SlowPeer.start(!sick);
    for (int i = 0; i < 4; i++) {
      CorpusProgram.daemon("page-" + i, () -> render(peer));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void render(SlowPeer peer) {
    while (true) {
      CompletableFuture.supplyAsync(() -> price(peer)).thenApply(price -> price + 1).join();
      Pause.millis(20);
    }
  }

  private static int price(SlowPeer peer) {
    return peer.ask();
  }
}
