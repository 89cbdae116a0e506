package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Drops what is known of a stream and gives on the rest. */
final class UnknownPart implements ByteSink {
  private final ByteSink sink;
  private long known;

  UnknownPart(long known, ByteSink sink) {
    this.known = known;
    this.sink = sink;
  }

  @Override
  public void accept(ByteBuffer bytes) throws IOException {
    int dropped = (int) Math.min(known, bytes.remaining());
    known -= dropped;
    bytes.position(bytes.position() + dropped);
    if (bytes.hasRemaining()) {
      sink.accept(bytes);
    }
  }
}
