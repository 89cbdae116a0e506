package io.selfheal.kubernetes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Output kept as text, up to a limit. */
final class CappedOutput {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;

  CappedOutput(int limit) {
    this.limit = limit;
  }

  /** Keeps what fits, and says whether that was all of it. */
  boolean append(ByteBuffer bytes) {
    byte[] fitting = new byte[Math.min(bytes.remaining(), limit - kept.size())];
    bytes.get(fitting);
    kept.writeBytes(fitting);
    return !bytes.hasRemaining();
  }

  @Override
  public String toString() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
