package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.StructureCheck;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Walks a stream step by step, and stops at the first damage; knows how far it came. */
abstract class SteppedCheck implements StructureCheck {
  private long offset;
  private Optional<String> damage = Optional.empty();

  @Override
  public final void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining() && damage.isEmpty()) {
      int before = bytes.position();
      step(bytes);
      offset += bytes.position() - before;
    }
  }

  @Override
  public final Optional<String> problem() {
    return damage.or(this::unfinished);
  }

  /** Takes some of the bytes, at least one. */
  abstract void step(ByteBuffer bytes);

  /** What is missing if an undamaged stream ends here. */
  abstract Optional<String> unfinished();

  final void damaged(String what) {
    damage = Optional.of(what);
  }

  /** Where the step at hand began. */
  final long offset() {
    return offset;
  }
}
