package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the records of a heap dump (HPROF, as in HotSpot's heapDumper.cpp): a header, then records
 * of tag, time, length and body, up to HEAP_DUMP_END as the very last. Bodies are skipped, so that
 * the cost grows with the records and not with the bytes.
 */
final class HprofCheck extends SteppedCheck {
  private static final String MAGIC = "JAVA PROFILE 1.0.";
  private static final int ID_SIZE_AT = MAGIC.length() + 2;
  private static final int FILE_HEADER = ID_SIZE_AT + Integer.BYTES + Long.BYTES;
  private static final int RECORD_HEADER = 1 + Integer.BYTES + Integer.BYTES;
  private static final int LENGTH_AT = 5;
  private static final int HEAP_DUMP_END = 0x2C;
  private static final Set<Integer> TAGS =
      Set.of(1, 2, 3, 4, 5, 6, 7, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x1C, HEAP_DUMP_END);

  private final ByteBuffer header = ByteBuffer.allocate(FILE_HEADER);
  private boolean inRecords;
  private boolean ended;
  private long bodyLeft;

  @Override
  Optional<String> unfinished() {
    return ended && header.position() == 0
        ? Optional.empty()
        : Optional.of("it ends at byte " + offset() + " without an end record");
  }

  @Override
  void step(ByteBuffer bytes) {
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
      readHeader();
      header.clear().limit(RECORD_HEADER);
    }
  }

  private void readHeader() {
    if (inRecords) {
      readRecord();
    } else {
      readFile();
    }
  }

  private void readFile() {
    String magic = new String(header.array(), 0, MAGIC.length(), StandardCharsets.US_ASCII);
    int idSize = header.getInt(ID_SIZE_AT);
    if (!magic.equals(MAGIC) || header.get(ID_SIZE_AT - 1) != 0 || (idSize != 4 && idSize != 8)) {
      damaged("it does not begin as a heap dump does");
    }
    inRecords = true;
  }

  private void readRecord() {
    int tag = Byte.toUnsignedInt(header.get(0));
    bodyLeft = Integer.toUnsignedLong(header.getInt(LENGTH_AT));
    if (ended || !TAGS.contains(tag) || (tag == HEAP_DUMP_END && bodyLeft > 0)) {
      damaged("near byte " + offset() + " there is no record where one should be");
    }
    ended = tag == HEAP_DUMP_END;
  }
}
