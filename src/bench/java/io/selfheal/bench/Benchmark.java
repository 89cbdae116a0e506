package io.selfheal.bench;

/** One thing that is measured; it says what it found on the figures' lines. */
interface Benchmark {
  void run(Figures figures) throws Exception;
}
