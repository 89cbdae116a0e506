package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.StructureCheck;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** For a file whose name may not tell whether it is compressed: its first byte does. */
final class MaybeGzipCheck implements StructureCheck {
  private static final byte GZIP = 0x1F;

  private final Supplier<StructureCheck> inside;
  private Optional<StructureCheck> check = Optional.empty();

  MaybeGzipCheck(Supplier<StructureCheck> inside) {
    this.inside = inside;
  }

  @Override
  public void accept(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      check = Optional.of(check.orElseGet(() -> chosenBy(bytes.get(bytes.position()))));
      check.get().accept(bytes);
    }
  }

  @Override
  public Optional<String> problem() {
    return check.map(StructureCheck::problem).orElse(Optional.of("it is empty"));
  }

  @Override
  public void close() {
    check.ifPresent(StructureCheck::close);
  }

  private StructureCheck chosenBy(byte first) {
    return first == GZIP ? new GzipCheck(inside.get()) : inside.get();
  }
}
