package io.selfheal.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Gives what is written on to a sink as it lies in memory, uncopied. */
public final class ByteSinkStream extends OutputStream {
  private final ByteSink sink;

  public ByteSinkStream(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    sink.accept(ByteBuffer.wrap(bytes, from, length));
  }

  @Override
  public void write(int one) throws IOException {
    sink.accept(ByteBuffer.wrap(new byte[] {(byte) one}));
  }
}
