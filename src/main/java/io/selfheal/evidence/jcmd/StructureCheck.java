package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Judges a stream by its structure as it passes by, in constant memory. */
interface StructureCheck extends AutoCloseable {
  /** Takes the next bytes, in pieces of any size. */
  void accept(ByteBuffer bytes);

  /** What is wrong if the stream ends here; empty when it is whole. */
  Optional<String> problem();

  @Override
  default void close() {}
}
