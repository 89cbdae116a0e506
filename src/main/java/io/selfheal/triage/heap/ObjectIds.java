package io.selfheal.triage.heap;

/**
 * The addresses of all objects, in a bit for each eight bytes of heap: HotSpot puts objects at
 * multiples of eight. They get numbers in the order of their addresses.
 */
final class ObjectIds {
  static final int NONE = -1;
  private static final int ALIGNMENT_BITS = 3;
  private static final int PAGE_BITS = 16;
  private static final int PAGES = 1 << 16;
  private static final int WORDS = 1 << PAGE_BITS >> 6;
  private static final int GROUP_WORDS = 8;
  private static final int GROUPS = WORDS / GROUP_WORDS;
  private static final long REACH = 1L << (PAGE_BITS + 16);

  private final long[][] pages = new long[PAGES][];

  /** Of a page how many objects lie before each of its groups of words. */
  private final int[][] ranks = new int[PAGES][];

  private long base;
  private int size;
  private int used;

  /**
   * @throws TooBig where they are further apart than can be numbered
   */
  void add(long id) throws TooBig {
    if (used == 0) {
      base = Math.max(0, (id >>> ALIGNMENT_BITS) - REACH / 2);
    }
    long place = (id >>> ALIGNMENT_BITS) - base;
    if (place < 0 || place >= REACH || (id & ((1 << ALIGNMENT_BITS) - 1)) != 0) {
      throw new TooBig("its objects lie more than 16 GiB apart, or not as HotSpot lays them");
    }
    int page = (int) (place >>> PAGE_BITS);
    if (pages[page] == null) {
      pages[page] = new long[WORDS];
      used++;
    }
    long bit = 1L << place;
    int word = word(place);
    size += (pages[page][word] & bit) == 0 ? 1 : 0;
    pages[page][word] |= bit;
  }

  /** Nothing is added any more. */
  void seal() {
    int before = 0;
    for (int page = 0; page < PAGES; page++) {
      if (pages[page] != null) {
        ranks[page] = new int[GROUPS + 1];
        for (int word = 0; word < WORDS; word++) {
          if (word % GROUP_WORDS == 0) {
            ranks[page][word / GROUP_WORDS] = before;
          }
          before += Long.bitCount(pages[page][word]);
        }
        ranks[page][GROUPS] = before;
      }
    }
  }

  int size() {
    return size;
  }

  /** That it takes. */
  long bytes() {
    return (long) used * (WORDS * Long.BYTES + GROUPS * Integer.BYTES);
  }

  /** The number, or NONE. */
  int find(long id) {
    long place = (id >>> ALIGNMENT_BITS) - base;
    if (place < 0 || place >= REACH) {
      return NONE;
    }
    int page = (int) (place >>> PAGE_BITS);
    long[] words = pages[page];
    int word = word(place);
    long bit = 1L << place;
    if (words == null || (words[word] & bit) == 0) {
      return NONE;
    }
    int number = ranks[page][word / GROUP_WORDS];
    for (int i = word / GROUP_WORDS * GROUP_WORDS; i < word; i++) {
      number += Long.bitCount(words[i]);
    }
    return number + Long.bitCount(words[word] & (bit - 1));
  }

  /** The address of the object of a number. */
  long id(int number) {
    for (int page = 0; page < PAGES; page++) {
      if (ranks[page] != null && number < ranks[page][GROUPS]) {
        return id(page, number);
      }
    }
    throw new IllegalArgumentException("There is no object of the number " + number);
  }

  private long id(int page, int number) {
    int left = number - ranks[page][0];
    int word = 0;
    while (left >= Long.bitCount(pages[page][word])) {
      left -= Long.bitCount(pages[page][word]);
      word++;
    }
    long bits = pages[page][word];
    for (; left > 0; left--) {
      bits &= bits - 1;
    }
    long place = ((long) page << PAGE_BITS) + word * 64L + Long.numberOfTrailingZeros(bits);
    return (place + base) << ALIGNMENT_BITS;
  }

  private static int word(long place) {
    return (int) (place >>> 6) & (WORDS - 1);
  }
}
