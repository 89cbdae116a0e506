package io.selfheal.kubernetes;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a stream of bytes, on one thread; what blocks here holds the sender back. */
@FunctionalInterface
public interface ByteSink {
  /** The buffer belongs to the caller again once this returns. */
  void accept(ByteBuffer bytes) throws IOException;
}
