package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the records of a heap dump (HPROF, as in HotSpot's heapDumper.cpp): a header, then records
 * of tag, time, length and body, up to HEAP_DUMP_END as the very last.
 */
final class HprofCheck extends RecordCheck {
  private static final String MAGIC = "JAVA PROFILE 1.0.";
  private static final int ID_SIZE_AT = MAGIC.length() + 2;
  private static final int FILE_HEADER = ID_SIZE_AT + Integer.BYTES + Long.BYTES;
  private static final int RECORD_HEADER = 1 + Integer.BYTES + Integer.BYTES;
  private static final int LENGTH_AT = 5;
  private static final int HEAP_DUMP_END = 0x2C;
  private static final Set<Integer> TAGS =
      Set.of(1, 2, 3, 4, 5, 6, 7, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x1C, HEAP_DUMP_END);

  private boolean inRecords;
  private boolean ended;

  HprofCheck() {
    super(FILE_HEADER, RECORD_HEADER);
  }

  @Override
  Optional<String> unfinished() {
    return ended && betweenRecords()
        ? Optional.empty()
        : Optional.of("it ends at byte " + offset() + " without an end record");
  }

  @Override
  long body(ByteBuffer header) {
    return inRecords ? readRecord(header) : readFile(header);
  }

  private long readFile(ByteBuffer header) {
    String magic =
        StandardCharsets.US_ASCII
            .decode(header.duplicate().flip().limit(MAGIC.length()))
            .toString();
    int idSize = header.getInt(ID_SIZE_AT);
    if (!magic.equals(MAGIC) || header.get(ID_SIZE_AT - 1) != 0 || (idSize != 4 && idSize != 8)) {
      damaged("it does not begin as a heap dump does");
    }
    inRecords = true;
    return 0;
  }

  private long readRecord(ByteBuffer header) {
    int tag = Byte.toUnsignedInt(header.get(0));
    long body = Integer.toUnsignedLong(header.getInt(LENGTH_AT));
    if (ended || !TAGS.contains(tag) || (tag == HEAP_DUMP_END && body > 0)) {
      damaged("near byte " + offset() + " there is no record where one should be");
    }
    ended = tag == HEAP_DUMP_END;
    return body;
  }
}
