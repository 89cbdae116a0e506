package io.selfheal.triage.corpus;

import java.nio.ByteBuffer;

/** A ring keeps a small slice of each message; each slice keeps its whole direct buffer. */
final class SlicedRing {
  private static final int MESSAGES = 200;
  private static final int MESSAGE = 512 << 10;

  private record Slot(ByteBuffer header) {}

  private static final class Ring {
    private final Slot[] slots = new Slot[256];
    private int next;

    void add(ByteBuffer header) {
      slots[next++ % slots.length] = new Slot(header);
    }
  }

  private static final class Tap {
    private static final Ring SEEN = new Ring();
  }

  private SlicedRing() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ByteBuffer shared = ByteBuffer.allocateDirect(MESSAGE);
    for (int i = 0; i < MESSAGES; i++) {
      ByteBuffer message = sick ? ByteBuffer.allocateDirect(MESSAGE) : shared;
      Tap.SEEN.add(message.slice(i, 64));
    }
    CorpusProgram.ready();
  }
}
