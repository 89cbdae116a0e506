package io.selfheal.webhook;

import java.nio.charset.StandardCharsets;

/**
 * Keeps the first bytes of the element that is being parsed, as they were sent: what is quarantined
 * is kept with its text. The parser reads ahead by one buffer, so the last buffer is kept as well.
 */
final class Excerpt {
  private static final int MOST_BYTES = 4 * 1024;

  private byte[] last = new byte[0];
  private int lastLength;
  private long seen;
  private long start;
  private final byte[] kept = new byte[MOST_BYTES];
  private int keptLength;

  /** Notes bytes that the parser has read. */
  void saw(byte[] bytes, int offset, int length) {
    if (last.length < length) {
      last = new byte[length];
    }
    System.arraycopy(bytes, offset, last, 0, length);
    lastLength = length;
    seen += length;
    keep(0);
  }

  /** An element begins at this offset of the body, which is in the bytes seen last. */
  void begin(long offset) {
    long lastStart = seen - lastLength;
    int inLast = (int) Math.min(lastLength, Math.max(0, offset - lastStart));
    start = lastStart + inLast;
    keptLength = 0;
    keep(inLast);
  }

  /** The element's text up to this offset, cut to 4 KiB. */
  String until(long end) {
    int length = (int) Math.max(0, Math.min(keptLength, end - start));
    return new String(kept, 0, length, StandardCharsets.UTF_8);
  }

  private void keep(int from) {
    int length = Math.min(MOST_BYTES - keptLength, lastLength - from);
    System.arraycopy(last, from, kept, keptLength, length);
    keptLength += length;
  }
}
