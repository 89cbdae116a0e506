package io.selfheal.triage.corpus;

/** A table that is as large as the largest number that ever came. */
final class HugeArray {
  private static final int LARGEST = 8_000_000;
  private static long[] counters = new long[64];

  private HugeArray() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    count(sick ? LARGEST : 2_000);
    CorpusProgram.ready();
  }

  private static void count(int number) {
    if (number >= counters.length) {
      counters = java.util.Arrays.copyOf(counters, number + 1);
    }
    counters[number]++;
  }
}
