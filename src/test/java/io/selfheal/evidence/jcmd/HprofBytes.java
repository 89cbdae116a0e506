package io.selfheal.evidence.jcmd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small heap dump made by hand: a header, names, segments of random bytes, and the end. */
final class HprofBytes {
  private static final int[] TAGS = {0x01, 0x02, 0x04, 0x05, 0x1C, 0x1C};

  private final ByteBuffer out;

  /** Where the header and each record end. */
  private final List<Integer> edges = new ArrayList<>();

  HprofBytes() {
    this(1 << 16);
  }

  private HprofBytes(int most) {
    this.out = ByteBuffer.allocate(most);
  }

  /** With one segment of so many bytes. */
  static HprofBytes large(int segment) {
    byte[] body = new byte[segment];
    new Random(1).nextBytes(body);
    HprofBytes dump = new HprofBytes(segment + 100).header("JAVA PROFILE 1.0.2\0", 8);
    return dump.record(0x1C, body).record(0x2C, new byte[0]);
  }

  static HprofBytes random(Random random) {
    HprofBytes dump = new HprofBytes().header("JAVA PROFILE 1.0.2\0", 8);
    for (int tag : TAGS) {
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      dump.record(tag, body);
    }
    return dump.record(0x2C, new byte[0]);
  }

  HprofBytes header(String magic, int idSize) {
    out.put(magic.getBytes(StandardCharsets.US_ASCII)).putInt(idSize).putLong(0);
    edges.add(out.position());
    return this;
  }

  HprofBytes record(int tag, byte[] body) {
    out.put((byte) tag).putInt(0).putInt(body.length).put(body);
    edges.add(out.position());
    return this;
  }

  List<Integer> edges() {
    return edges;
  }

  byte[] bytes() {
    byte[] bytes = new byte[out.position()];
    out.duplicate().flip().get(bytes);
    return bytes;
  }
}
