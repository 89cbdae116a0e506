package io.selfheal.triage.heap;

/** Numbers things by their id, from 0 on, without an object for each. */
final class LongIndex {
  static final int NONE = -1;
  private static final int FIRST = 1 << 10;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[FIRST];
  private int[] numbers = new int[FIRST];
  private int size;

  /** The number it has, or gets now. */
  int add(long id) {
    if (size * 4L > keys.length * 3L) {
      grow();
    }
    int slot = slot(keys, numbers, id);
    if (numbers[slot] == 0) {
      keys[slot] = id;
      numbers[slot] = ++size;
    }
    return numbers[slot] - 1;
  }

  /** Its number, or {@link #NONE}. */
  int find(long id) {
    return numbers[slot(keys, numbers, id)] - 1;
  }

  int size() {
    return size;
  }

  private void grow() {
    int length = (int) Math.min(Integer.MAX_VALUE - 8L, keys.length * 3L / 2);
    long[] moved = new long[length];
    int[] places = new int[length];
    for (int i = 0; i < keys.length; i++) {
      if (numbers[i] != 0) {
        int slot = slot(moved, places, keys[i]);
        moved[slot] = keys[i];
        places[slot] = numbers[i];
      }
    }
    keys = moved;
    numbers = places;
  }

  private static int slot(long[] keys, int[] numbers, long id) {
    int slot = (int) (((id * SPREAD) >>> 33) % keys.length);
    while (numbers[slot] != 0 && keys[slot] != id) {
      slot = slot + 1 == keys.length ? 0 : slot + 1;
    }
    return slot;
  }
}
