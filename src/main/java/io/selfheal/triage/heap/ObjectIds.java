package io.selfheal.triage.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses of all objects, in four bytes each: HotSpot puts objects at multiples of eight.
 * They get numbers in the order of their addresses.
 */
final class ObjectIds {
  static final int NONE = -1;
  private static final int BLOCK = 1 << 18;
  private static final int ALIGNMENT_BITS = 3;
  private static final long REACH = 1L << 32;
  private static final int BUCKET_BITS = 20;

  private final List<int[]> blocks = new ArrayList<>();
  private int added;
  private long base;
  private int[] sorted = {};
  private int shift;
  private int[] buckets = {};

  /**
   * @throws TooBig where there are more, or further apart, than can be numbered
   */
  void add(long id) throws TooBig {
    if (added == 0) {
      base = Math.max(0, (id >>> ALIGNMENT_BITS) - REACH / 2);
    }
    long place = (id >>> ALIGNMENT_BITS) - base;
    if (place < 0 || place >= REACH || (id & ((1 << ALIGNMENT_BITS) - 1)) != 0) {
      throw new TooBig("its objects lie more than 16 GiB apart, or not as HotSpot lays them");
    }
    if (added % BLOCK == 0) {
      blocks.add(new int[BLOCK]);
    }
    blocks.get(added / BLOCK)[added % BLOCK] = (int) place ^ Integer.MIN_VALUE;
    added++;
  }

  /** How many were added. */
  int added() {
    return added;
  }

  /** Nothing is added any more. */
  void seal() {
    sorted = new int[added];
    for (int from = 0; from < added; from += BLOCK) {
      int[] block = blocks.set(from / BLOCK, new int[0]);
      System.arraycopy(block, 0, sorted, from, Math.min(BLOCK, added - from));
    }
    blocks.clear();
    Arrays.sort(sorted);
    removeRepeated();
    fillBuckets();
  }

  int size() {
    return sorted.length;
  }

  /** The number, or NONE. */
  int find(long id) {
    long place = (id >>> ALIGNMENT_BITS) - base;
    if (place < 0 || place >= REACH) {
      return NONE;
    }
    int key = (int) place ^ Integer.MIN_VALUE;
    int bucket = bucket(key);
    if (bucket < 0 || bucket + 1 >= buckets.length) {
      return NONE;
    }
    int found = Arrays.binarySearch(sorted, buckets[bucket], buckets[bucket + 1], key);
    return found < 0 ? NONE : found;
  }

  /** The number, where the one after that which was asked for last is likely. */
  int find(long id, int last) {
    int next = last + 1;
    return next >= 0 && next < sorted.length && id(next) == id ? next : find(id);
  }

  long id(int number) {
    long place = Integer.toUnsignedLong(sorted[number] ^ Integer.MIN_VALUE);
    return (place + base) << ALIGNMENT_BITS;
  }

  private void removeRepeated() {
    int kept = Math.min(1, sorted.length);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    sorted = kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }

  private void fillBuckets() {
    if (sorted.length == 0) {
      return;
    }
    long span = (long) sorted[sorted.length - 1] - sorted[0];
    shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - BUCKET_BITS);
    int count = (int) (span >>> shift) + 1;
    buckets = new int[count + 1];
    for (int next : sorted) {
      buckets[bucket(next) + 1]++;
    }
    for (int i = 1; i < buckets.length; i++) {
      buckets[i] += buckets[i - 1];
    }
  }

  private int bucket(int key) {
    long above = (long) key - sorted[0];
    return above < 0 ? NONE : (int) Math.min(Integer.MAX_VALUE - 1, above >>> shift);
  }
}
