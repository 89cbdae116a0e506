package io.selfheal.triage.heap;

/**
 * Counts texts that are equal, by a hash of them, in a table of fixed size. Once it is full every
 * second of those that there is only one of is left out: what is counted is the least that there
 * is.
 */
final class EqualTexts {
  private static final int SLOTS = 1 << 20;
  private static final int FULL = SLOTS / 4 * 3;

  /** Bytes of a string and of its array's header. */
  private static final int OVERHEAD = 40;

  private long[] hashes = new long[SLOTS];
  private int[] counts = new int[SLOTS];
  private long mask;
  private int used;
  private long texts;
  private long repeated;
  private long wasted;

  /**
   * @param bytes of its array
   */
  void add(long hash, long bytes) {
    texts++;
    int slot = slot(hashes, counts, hash);
    if (counts[slot] > 0) {
      counts[slot]++;
      repeated++;
      wasted += bytes + OVERHEAD;
    } else if ((hash & mask) == 0) {
      hashes[slot] = hash;
      counts[slot] = 1;
      used++;
      if (used > FULL) {
        thin();
      }
    }
  }

  long texts() {
    return texts;
  }

  /** At most. */
  long distinct() {
    return texts - repeated;
  }

  /** In bytes: of those that there is one like already. */
  long wasted() {
    return wasted;
  }

  /** So many times, as far as is known. */
  int count(long hash) {
    return counts[slot(hashes, counts, hash)];
  }

  private void thin() {
    mask = mask << 1 | 1;
    long[] kept = new long[SLOTS];
    int[] keptCounts = new int[SLOTS];
    used = 0;
    for (int i = 0; i < SLOTS; i++) {
      boolean single = counts[i] == 1 && (hashes[i] & mask) != 0;
      if (counts[i] > 0 && !single && used < FULL / 2) {
        int slot = slot(kept, keptCounts, hashes[i]);
        kept[slot] = hashes[i];
        keptCounts[slot] = counts[i];
        used++;
      }
    }
    hashes = kept;
    counts = keptCounts;
  }

  private static int slot(long[] hashes, int[] counts, long hash) {
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    while (counts[slot] > 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }
}
