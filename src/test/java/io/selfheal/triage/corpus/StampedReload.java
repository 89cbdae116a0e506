package io.selfheal.triage.corpus;

import java.io.IOException;
import java.util.concurrent.locks.StampedLock;

/** A reload keeps a stamped lock for writing while it waits for a peer. */
final class StampedReload {
  private static final StampedLock TARIFFS = new StampedLock();

  private StampedReload() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    SlowPeer peer = SlowPeer.start(!sick);
    CorpusProgram.daemon("tariff-reload", () -> reloads(peer));
    for (int i = 0; i < 9; i++) {
      CorpusProgram.daemon("quote-" + i, StampedReload::quotes);
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void reloads(SlowPeer peer) {
    while (true) {
      Pause.millis(50);
      reload(peer);
    }
  }

  private static void reload(SlowPeer peer) {
    long stamp = TARIFFS.writeLock();
    try {
      peer.ask();
    } finally {
      TARIFFS.unlockWrite(stamp);
    }
  }

  private static void quotes() {
    while (true) {
      quote();
      Pause.millis(5);
    }
  }

  private static void quote() {
    long stamp = TARIFFS.readLock();
    TARIFFS.unlockRead(stamp);
  }
}
