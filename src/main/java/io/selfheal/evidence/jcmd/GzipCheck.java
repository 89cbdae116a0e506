package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.StructureCheck;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip file (RFC 1952) as it passes by, and has another check judge what comes out. jcmd
 * writes a member of its own for each MiB of a dump; each must have the checksum and the length
 * that its trailer tells.
 */
final class GzipCheck extends SteppedCheck {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int MAGIC = 0x08_8B_1F;
  private static final int FLAGS_AT = 3;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int INFLATED = 64 << 10;

  private enum Part {
    HEADER,
    TEXTS,
    BODY,
    TRAILER
  }

  private final StructureCheck inside;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final ByteBuffer fixed = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer inflated = ByteBuffer.allocate(INFLATED);
  private Part part = Part.HEADER;
  private int textsLeft;

  GzipCheck(StructureCheck inside) {
    this.inside = inside;
  }

  @Override
  Optional<String> unfinished() {
    boolean betweenMembers = part == Part.HEADER && fixed.position() == 0 && offset() > 0;
    return betweenMembers
        ? inside.problem()
        : Optional.of("its compression ends at byte " + offset() + " without a trailer");
  }

  @Override
  public void close() {
    inflater.end();
    inside.close();
  }

  @Override
  void step(ByteBuffer bytes) {
    switch (part) {
      case TEXTS -> skipTexts(bytes);
      case BODY -> inflate(bytes);
      default -> collect(bytes);
    }
  }

  private void collect(ByteBuffer bytes) {
    while (fixed.hasRemaining() && bytes.hasRemaining()) {
      fixed.put(bytes.get());
    }
    if (fixed.hasRemaining()) {
      return;
    }
    if (part == Part.HEADER) {
      readHeader();
    } else {
      readTrailer();
    }
  }

  private void readHeader() {
    int flags = fixed.get(FLAGS_AT);
    if ((fixed.getInt(0) & 0xFF_FFFF) != MAGIC || (flags & ~(NAME | COMMENT)) != 0) {
      damagedBy("no gzip header as jcmd writes it");
    }
    textsLeft = Integer.bitCount(flags);
    part = textsLeft > 0 ? Part.TEXTS : Part.BODY;
  }

  private void skipTexts(ByteBuffer bytes) {
    if (bytes.get() == 0) {
      textsLeft--;
    }
    if (textsLeft == 0) {
      part = Part.BODY;
    }
  }

  private void inflate(ByteBuffer bytes) {
    inflater.setInput(bytes);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        inflater.inflate(inflated);
        giveOn(inflated.flip());
        inflated.clear();
      }
    } catch (DataFormatException e) {
      damagedBy("no deflated bytes (" + e.getMessage() + ")");
    }
    if (inflater.finished()) {
      part = Part.TRAILER;
      fixed.clear().limit(TRAILER);
    }
  }

  private void giveOn(ByteBuffer bytes) {
    checksum.update(bytes.duplicate());
    inside.accept(bytes);
  }

  private void readTrailer() {
    if (fixed.getInt(0) != (int) checksum.getValue()
        || fixed.getInt(Integer.BYTES) != (int) inflater.getBytesWritten()) {
      damagedBy("another checksum or length than the trailer tells");
    }
    inflater.reset();
    checksum.reset();
    part = Part.HEADER;
    fixed.clear();
  }

  private void damagedBy(String what) {
    damaged("near byte " + offset() + " there is " + what);
  }
}
