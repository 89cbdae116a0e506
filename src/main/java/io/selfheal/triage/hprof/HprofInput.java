package io.selfheal.triage.hprof;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a dump, through one buffer; nothing is allocated on the way. All numbers are
 * unsigned and big-endian, as HPROF writes them.
 */
public final class HprofInput {
  private static final int BUFFER = 1 << 18;
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final InputStream in;
  private final byte[] bytes = new byte[BUFFER];
  private int position;
  private int limit;
  private long before;
  private boolean wideIds;

  HprofInput(InputStream in) {
    this.in = in;
  }

  void idSize(int size) {
    wideIds = size == Long.BYTES;
  }

  /** 4 or 8 bytes. */
  public int idSize() {
    return wideIds ? Long.BYTES : Integer.BYTES;
  }

  /** How many bytes were taken so far. */
  public long offset() {
    return before + position;
  }

  public int u1() throws IOException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  public int u2() throws IOException {
    need(Short.BYTES);
    int value = (short) SHORT.get(bytes, position) & 0xFFFF;
    position += Short.BYTES;
    return value;
  }

  public int i4() throws IOException {
    need(Integer.BYTES);
    int value = (int) INT.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  public long u4() throws IOException {
    return Integer.toUnsignedLong(i4());
  }

  public long i8() throws IOException {
    need(Long.BYTES);
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  public long id() throws IOException {
    return wideIds ? i8() : u4();
  }

  /**
   * @param into is filled
   */
  public void read(byte[] into, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      need(1);
      int step = Math.min(length - done, limit - position);
      System.arraycopy(bytes, position, into, from + done, step);
      position += step;
      done += step;
    }
  }

  public void skip(long length) throws IOException {
    long left = length;
    while (left > limit - position) {
      left -= limit - position;
      position = limit;
      need(1);
    }
    position += (int) left;
  }

  /** Takes so many bytes, and tells them from others by a number. */
  public long hash(long length) throws IOException {
    long hash = length;
    long left = length;
    for (; left >= Long.BYTES; left -= Long.BYTES) {
      hash = mixed(hash, i8());
    }
    for (; left > 0; left--) {
      hash = mixed(hash, u1());
    }
    return hash;
  }

  /** Whether there is nothing more. */
  boolean atEnd() throws IOException {
    return position == limit && !fill();
  }

  HprofException damaged(String what) {
    return new HprofException(offset(), what);
  }

  private static long mixed(long hash, long value) {
    long product = (hash ^ value) * HASH_FACTOR;
    return product ^ (product >>> 29);
  }

  private void need(int length) throws IOException {
    if (limit - position < length) {
      refill(length);
    }
  }

  private void refill(int length) throws IOException {
    while (limit - position < length) {
      if (!fill()) {
        throw damaged("it ends in the middle");
      }
    }
  }

  private boolean fill() throws IOException {
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    before += position;
    limit -= position;
    position = 0;
    int read = in.read(bytes, limit, bytes.length - limit);
    limit += Math.max(read, 0);
    return read > 0;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
