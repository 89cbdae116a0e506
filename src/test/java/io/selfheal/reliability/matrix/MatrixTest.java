package io.selfheal.reliability.matrix;

import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void memory() throws Exception {
    long n = Long.getLong("n", 2000);
    try (Matrix matrix = Matrix.open()) {
      long t = System.nanoTime();
      long b = 0, f = 0, c = 0, r = 0;
      for (long seed = 0; seed < n; seed++) {
        Simulation.Result result = matrix.inMemory(seed);
        b += result.boundaries();
        f += result.faults();
        c += result.crashes();
        r += result.removals();
      }
      System.out.println(
          n
              + " runs "
              + (System.nanoTime() - t) / 1_000_000
              + " ms; boundaries "
              + b
              + " faults "
              + f
              + " crashes "
              + c
              + " removals "
              + r);
    }
  }
}
