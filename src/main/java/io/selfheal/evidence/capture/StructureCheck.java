package io.selfheal.evidence.capture;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Judges a stream by its structure as it passes by, in constant memory. */
public interface StructureCheck extends AutoCloseable {
  /** For what was judged before it was written. */
  StructureCheck NONE =
      new StructureCheck() {
        @Override
        public void accept(ByteBuffer bytes) {}

        @Override
        public Optional<String> problem() {
          return Optional.empty();
        }
      };

  /** Takes the next bytes, in pieces of any size. */
  void accept(ByteBuffer bytes);

  /** What is wrong if the stream ends here; empty when it is whole. */
  Optional<String> problem();

  @Override
  default void close() {}
}
