package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Walks the chunks of a flight recording (JFR, as in HotSpot's jfrChunkWriter.cpp): each begins
 * with its magic and its whole length, and the last one ends where the file does.
 */
final class FlightRecordingCheck extends RecordCheck {
  private static final int MAGIC = 0x46_4C_52_00;
  private static final int LENGTH_AT = 8;
  private static final int HEADER = LENGTH_AT + Long.BYTES;

  /** The header as all versions have it until now. */
  private static final int SHORTEST = 68;

  FlightRecordingCheck() {
    super(HEADER, HEADER);
  }

  @Override
  Optional<String> unfinished() {
    return offset() > 0 && betweenRecords()
        ? Optional.empty()
        : Optional.of("it ends at byte " + offset() + " in the middle of a chunk");
  }

  @Override
  long body(ByteBuffer header) {
    long length = header.getLong(LENGTH_AT);
    if (header.getInt(0) != MAGIC || length < SHORTEST) {
      damaged("near byte " + offset() + " there is no chunk of a flight recording");
    }
    return length - HEADER;
  }
}
