package io.selfheal.triage.corpus;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One event loop serves all requests, and one of them makes it wait for a peer. */
final class BlockedLoop {
  private BlockedLoop() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    SlowPeer peer = SlowPeer.start(!sick);
    ExecutorService loop =
        Executors.newSingleThreadExecutor(work -> new Thread(work, "vert.x-eventloop-thread-0"));
    for (int i = 0; i < 10; i++) {
      CorpusProgram.daemon("caller-" + i, () -> calls(loop, peer));
    }
    Thread.sleep(700);
    CorpusProgram.ready();
  }

  private static void calls(ExecutorService loop, SlowPeer peer) {
    while (true) {
      call(loop, peer);
      Pause.millis(50);
    }
  }

  private static int call(ExecutorService loop, SlowPeer peer) {
    return CompletableFuture.supplyAsync(() -> handle(peer), loop).join();
  }

  private static int handle(SlowPeer peer) {
    return peer.ask();
  }
}
