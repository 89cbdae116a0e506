package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;

/**
 * Walks a file of records, each a header of fixed length that tells how long its body is. Bodies
 * are skipped, so that the cost grows with the records and not with the bytes.
 */
abstract class RecordCheck extends SteppedCheck {
  private final ByteBuffer header;
  private final int headerLength;
  private long bodyLeft;

  /**
   * @param first the length of the file's own header, before that of the first record
   */
  RecordCheck(int first, int headerLength) {
    this.header = ByteBuffer.allocate(first);
    this.headerLength = headerLength;
  }

  /** Judges a header; the length of the body that follows it. */
  abstract long body(ByteBuffer header);

  /** Whether the last record is complete and no other one has begun. */
  final boolean betweenRecords() {
    return bodyLeft == 0 && header.position() == 0;
  }

  @Override
  final void step(ByteBuffer bytes) {
    if (bodyLeft > 0) {
      int skipped = (int) Math.min(bodyLeft, bytes.remaining());
      bytes.position(bytes.position() + skipped);
      bodyLeft -= skipped;
      return;
    }
    while (header.hasRemaining() && bytes.hasRemaining()) {
      header.put(bytes.get());
    }
    if (!header.hasRemaining()) {
      bodyLeft = body(header);
      header.clear().limit(headerLength);
    }
  }
}
