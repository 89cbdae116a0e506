package io.selfheal.triage.hprof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a dump once, from its begin to its end, in constant memory: what it holds itself is a
 * buffer, the record at hand, and nothing whose size a damaged dump could choose.
 */
public final class HprofReader {
  private static final String MAGIC = "JAVA PROFILE 1.0.";
  private static final int MOST_FRAMES = 64;

  private static final int SYMBOL = 0x01;
  private static final int LOAD_CLASS = 0x02;
  private static final int FRAME = 0x04;
  private static final int TRACE = 0x05;
  private static final int HEAP_DUMP = 0x0C;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;
  private static final int HEAP_DUMP_END = 0x2C;
  private static final int HIGHEST_OTHER = 0x0E;

  private final HprofInput in;
  private final HprofVisitor visitor;
  private boolean dumped;

  private HprofReader(HprofInput in, HprofVisitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  /**
   * Not closed, and not decompressed.
   *
   * @throws HprofException where the dump is damaged, or ends too early
   */
  public static void read(InputStream in, HprofVisitor visitor) throws IOException {
    HprofReader reader = new HprofReader(new HprofInput(in), visitor);
    reader.header();
    reader.records();
  }

  private void header() throws IOException {
    byte[] magic = new byte[MAGIC.length()];
    in.read(magic, 0, magic.length);
    in.u1();
    boolean ended = in.u1() == 0;
    int idSize = in.i4();
    boolean ids = idSize == Integer.BYTES || idSize == Long.BYTES;
    if (!ids || !ended || !MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
      throw in.damaged("it does not begin as a heap dump does");
    }
    in.idSize(idSize);
    in.i8();
  }

  private void records() throws IOException {
    while (!in.atEnd()) {
      int tag = in.u1();
      in.i4();
      long length = in.u4();
      long end = in.offset() + length;
      if (tag == HEAP_DUMP_END) {
        requireEnd(length);
        return;
      }
      record(tag, length, end);
      leave(end);
    }
    if (!dumped) {
      throw in.damaged("it ends without a heap");
    }
    throw in.damaged("it ends without an end record");
  }

  private void requireEnd(long length) throws IOException {
    if (length != 0 || !in.atEnd()) {
      throw in.damaged("there is more after the end record");
    }
  }

  private void record(int tag, long length, long end) throws IOException {
    switch (tag) {
      case SYMBOL -> symbol(length);
      case LOAD_CLASS -> loadClass();
      case FRAME -> frame();
      case TRACE -> trace(end);
      case HEAP_DUMP, HEAP_DUMP_SEGMENT -> segment(end);
      default -> requireKnown(tag);
    }
  }

  private void requireKnown(int tag) throws IOException {
    if (tag == 0 || tag > HIGHEST_OTHER) {
      throw in.damaged("there is no record where one should be");
    }
  }

  /** Skips what nobody wanted of a record, and refuses what went beyond it. */
  private void leave(long end) throws IOException {
    long left = end - in.offset();
    if (left < 0) {
      throw in.damaged("a record is shorter than what is in it");
    }
    in.skip(left);
  }

  private void symbol(long length) throws IOException {
    long bytes = length - in.idSize();
    if (bytes < 0 || bytes > Integer.MAX_VALUE) {
      throw in.damaged("a name is " + bytes + " bytes long");
    }
    visitor.symbol(in.id(), (int) bytes, in);
  }

  private void loadClass() throws IOException {
    int serial = in.i4();
    long classId = in.id();
    in.i4();
    visitor.loadClass(serial, classId, in.id());
  }

  private void frame() throws IOException {
    long id = in.id();
    long method = in.id();
    in.id();
    in.id();
    visitor.frame(id, method, in.i4());
  }

  private void trace(long end) throws IOException {
    int serial = in.i4();
    int thread = in.i4();
    long count = in.u4();
    requireRoom(count * in.idSize(), end);
    long[] frames = new long[(int) Math.min(count, MOST_FRAMES)];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = in.id();
    }
    visitor.trace(serial, thread, frames);
  }

  private void segment(long end) throws IOException {
    dumped = true;
    while (in.offset() < end) {
      int tag = in.u1();
      switch (tag) {
        case 0x21 -> instance(end);
        case 0x22 -> objectArray(end);
        case 0x23 -> primitiveArray(end);
        case 0x20 -> visitor.classDump(classDump(end));
        default -> root(tag);
      }
      if (in.offset() > end) {
        throw in.damaged("an object reaches beyond its segment");
      }
    }
  }

  private void instance(long end) throws IOException {
    long id = in.id();
    in.i4();
    long classId = in.id();
    long length = in.u4();
    long bodyEnd = requireRoom(length, end);
    visitor.instance(id, classId, (int) Math.min(length, Integer.MAX_VALUE), in);
    leave(bodyEnd);
  }

  private void objectArray(long end) throws IOException {
    long id = in.id();
    in.i4();
    long count = in.u4();
    long classId = in.id();
    long bodyEnd = requireRoom(count * in.idSize(), end);
    visitor.objectArray(id, classId, requireArray(count), in);
    leave(bodyEnd);
  }

  private void primitiveArray(long end) throws IOException {
    long id = in.id();
    in.i4();
    long count = in.u4();
    BasicType type = BasicType.of(in.u1(), in);
    long bodyEnd = requireRoom(count * type.bytes(in.idSize()), end);
    visitor.primitiveArray(id, type, requireArray(count), in);
    leave(bodyEnd);
  }

  private int requireArray(long count) throws IOException {
    if (count > Integer.MAX_VALUE) {
      throw in.damaged("an array has " + count + " elements");
    }
    return (int) count;
  }

  private long requireRoom(long length, long end) throws IOException {
    long bodyEnd = in.offset() + length;
    if (bodyEnd > end) {
      throw in.damaged("a length of " + length + " bytes goes beyond its record");
    }
    return bodyEnd;
  }

  private HprofClass classDump(long end) throws IOException {
    long id = in.id();
    in.i4();
    long superId = in.id();
    long loaderId = in.id();
    requireRoom(4L * in.idSize() + Integer.BYTES, end);
    in.skip(4L * in.idSize() + Integer.BYTES);
    skipConstants(end);
    List<HprofClass.Static> statics = statics(end);
    return new HprofClass(id, superId, loaderId, statics, fields(end));
  }

  private void skipConstants(long end) throws IOException {
    for (int left = in.u2(); left > 0; left--) {
      in.u2();
      in.skip(BasicType.of(in.u1(), in).bytes(in.idSize()));
      requireRoom(0, end);
    }
  }

  private List<HprofClass.Static> statics(long end) throws IOException {
    List<HprofClass.Static> statics = new ArrayList<>(0);
    for (int left = in.u2(); left > 0; left--) {
      long name = in.id();
      BasicType type = BasicType.of(in.u1(), in);
      if (type == BasicType.OBJECT) {
        statics.add(new HprofClass.Static(name, in.id()));
      } else {
        in.skip(type.bytes(in.idSize()));
      }
      requireRoom(0, end);
    }
    return statics;
  }

  private List<HprofClass.Field> fields(long end) throws IOException {
    List<HprofClass.Field> fields = new ArrayList<>(0);
    for (int left = in.u2(); left > 0; left--) {
      fields.add(new HprofClass.Field(in.id(), BasicType.of(in.u1(), in)));
      requireRoom(0, end);
    }
    return fields;
  }

  private void root(int tag) throws IOException {
    switch (tag) {
      case 0xFF -> visitor.root(RootKind.UNKNOWN, in.id(), HprofVisitor.NO_THREAD, 0);
      case 0x01 -> {
        visitor.root(RootKind.JNI_GLOBAL, in.id(), HprofVisitor.NO_THREAD, 0);
        in.id();
      }
      case 0x02 -> visitor.root(RootKind.JNI_LOCAL, in.id(), in.i4(), in.i4());
      case 0x03 -> visitor.root(RootKind.JAVA_FRAME, in.id(), in.i4(), in.i4());
      case 0x04 -> visitor.root(RootKind.NATIVE_STACK, in.id(), in.i4(), 0);
      case 0x05 -> visitor.root(RootKind.STICKY_CLASS, in.id(), HprofVisitor.NO_THREAD, 0);
      case 0x06 -> visitor.root(RootKind.THREAD_BLOCK, in.id(), in.i4(), 0);
      case 0x07 -> visitor.root(RootKind.MONITOR, in.id(), HprofVisitor.NO_THREAD, 0);
      case 0x08 -> visitor.root(RootKind.THREAD, in.id(), in.i4(), in.i4());
      default -> throw in.damaged("there is no object where one should be");
    }
  }
}
