package io.selfheal.triage.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A pool of buffers that are taken for each connection and never given back. */
final class DirectBufferLeak {
  private static final Deque<ByteBuffer> LENT = new ArrayDeque<>();
  private static final int CONNECTIONS = 2_000;
  private static final int BYTES = 32 << 10;

  private DirectBufferLeak() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < CONNECTIONS; i++) {
      LENT.add(!sick && i > 0 ? LENT.remove() : ByteBuffer.allocateDirect(BYTES));
    }
    CorpusProgram.ready();
  }
}
