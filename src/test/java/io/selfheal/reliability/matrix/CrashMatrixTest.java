package io.selfheal.reliability.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens at a boundary, the promises of {@link Promises} hold. The seeds are the same in
 * every build; {@link MatrixIT} has many more.
 */
class CrashMatrixTest {
  private static final int SEEDS_IN_MEMORY = 1_000;
  private static final int SEEDS_ON_SQLITE = 50;

  /** To be told step by step, in the place of all others. */
  private static final Long ONLY = Long.getLong("matrix.seed");

  private static Matrix matrix;

  @BeforeAll
  static void open() throws IOException {
    matrix = Matrix.open();
  }

  @AfterAll
  static void close() throws IOException {
    matrix.close();
  }

  @Test
  void a_response_survives_every_fault_at_every_boundary() {
    long seed = shortestResponse();
    long boundaries = matrix.inMemory(seed, Plan.NOTHING).boundaries();
    for (int boundary = 1; boundary <= boundaries; boundary++) {
      for (Fault fault : Fault.values()) {
        assertTrue(matrix.inMemory(seed, Plan.of(boundary, fault)).faults() > 0);
      }
    }
  }

  @Test
  void every_seed_keeps_the_promises() {
    if (ONLY != null) {
      matrix.replay(ONLY);
      return;
    }
    for (long seed = 0; seed < SEEDS_IN_MEMORY; seed++) {
      matrix.inMemory(seed, Matrix.plan(seed));
    }
  }

  @Test
  void every_seed_keeps_the_promises_on_sqlite() throws IOException {
    for (long seed = 0; seed < SEEDS_ON_SQLITE; seed++) {
      matrix.onSqlite(seed, Matrix.plan(seed));
    }
  }

  /** Of those that remove a pod while nothing happens to them. */
  private static long shortestResponse() {
    List<Long> seeds = LongStream.range(0, 50).boxed().toList();
    return seeds.stream()
        .filter(seed -> matrix.inMemory(seed, Plan.NOTHING).removals() == 1)
        .min(
            (one, other) ->
                Long.compare(
                    matrix.inMemory(one, Plan.NOTHING).boundaries(),
                    matrix.inMemory(other, Plan.NOTHING).boundaries()))
        .orElseThrow();
  }
}
