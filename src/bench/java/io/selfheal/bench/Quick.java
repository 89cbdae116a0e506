package io.selfheal.bench;

/** {@code -Dbench.quick=true}: small heaps and few pairs, to see that a benchmark works. */
final class Quick {
  private static final boolean QUICK = Boolean.getBoolean("bench.quick");

  private Quick() {}

  static boolean mode() {
    return QUICK;
  }

  /** So many times, or what {@code -Dbench.pairs} says. */
  static int pairs() {
    return Integer.getInteger("bench.pairs", QUICK ? 2 : 5);
  }
}
