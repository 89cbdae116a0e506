package io.selfheal.triage.hprof;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a heap dump record by record, as HotSpot does, or as nobody should. */
public final class DumpBytes {
  /** Writes to a stream in memory, which cannot fail. */
  public interface Body {
    void to(DataOutputStream out) throws IOException;
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final int idSize;
  private final List<Integer> edges = new ArrayList<>();

  public DumpBytes(int idSize) {
    this.idSize = idSize;
    write(
        o -> {
          o.write("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII));
          o.writeInt(idSize);
          o.writeLong(0);
        });
  }

  public DumpBytes record(int tag, Body body) {
    byte[] written = written(body);
    return record(tag, written.length, body);
  }

  /**
   * @param length that is told, whatever is in it
   */
  public DumpBytes record(int tag, int length, Body body) {
    return write(
        o -> {
          o.writeByte(tag);
          o.writeInt(0);
          o.writeInt(length);
          o.write(written(body));
        });
  }

  public DumpBytes symbol(long id, String text) {
    return record(
        0x01,
        o -> {
          id(o, id);
          o.write(text.getBytes(StandardCharsets.UTF_8));
        });
  }

  public DumpBytes loadClass(int serial, long classId, long nameId) {
    return record(
        0x02,
        o -> {
          o.writeInt(serial);
          id(o, classId);
          o.writeInt(0);
          id(o, nameId);
        });
  }

  public DumpBytes segment(Body body) {
    return record(0x1C, body);
  }

  public DumpBytes end() {
    return record(0x2C, o -> {});
  }

  /** A class with fields that refer to objects. */
  public void classDump(DataOutputStream o, long id, long superId, long... fieldNames)
      throws IOException {
    o.writeByte(0x20);
    id(o, id);
    o.writeInt(0);
    id(o, superId);
    for (int i = 0; i < 5; i++) {
      id(o, 0);
    }
    o.writeInt(0);
    o.writeShort(0);
    o.writeShort(0);
    o.writeShort(fieldNames.length);
    for (long name : fieldNames) {
      id(o, name);
      o.writeByte(2);
    }
  }

  public void instance(DataOutputStream o, long id, long classId, long... values)
      throws IOException {
    o.writeByte(0x21);
    id(o, id);
    o.writeInt(0);
    id(o, classId);
    o.writeInt(values.length * idSize);
    for (long value : values) {
      id(o, value);
    }
  }

  public void bytes(DataOutputStream o, long id, int length) throws IOException {
    o.writeByte(0x23);
    id(o, id);
    o.writeInt(0);
    o.writeInt(length);
    o.writeByte(8);
    o.write(new byte[length]);
  }

  public void id(DataOutputStream o, long id) throws IOException {
    if (idSize == Long.BYTES) {
      o.writeLong(id);
    } else {
      o.writeInt((int) id);
    }
  }

  /** Where records end. */
  public List<Integer> edges() {
    return List.copyOf(edges);
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  private DumpBytes write(Body body) {
    try {
      body.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    edges.add(bytes.size());
    return this;
  }

  private static byte[] written(Body body) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      body.to(new DataOutputStream(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }
}
