package io.selfheal.reliability.matrix;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A million seeds on the ledger in memory and ten thousand on SQLite, over as many soaks as that
 * takes.
 */
class MatrixIT {
  private static final String MEMORY = "memory";
  private static final String SQLITE = "sqlite";
  private static final long IN_MEMORY = 1_000_000;
  private static final long ON_SQLITE = 10_000;
  private static final int BATCH_IN_MEMORY = 1_000;
  private static final int BATCH_ON_SQLITE = 10;
  private static final Duration MOST = Duration.ofMinutes(Long.getLong("soak.minutes", 30));
  private static final String FOLDER = System.getProperty("soak.folder", "");

  @Test
  void a_million_seeds_keep_the_promises() throws IOException {
    assumeFalse(FOLDER.isEmpty(), "only in a soak: mvn -Psoak verify");
    Batches batches = new Batches(Path.of(FOLDER).toAbsolutePath().resolve("matrix.txt"));
    Instant end = Instant.now().plus(MOST);
    try (Matrix matrix = Matrix.open()) {
      while (go(matrix, batches) && Instant.now().isBefore(end)) {
        // the next batches
      }
    } finally {
      System.out.println(batches.total(MEMORY) + ", " + batches.total(SQLITE));
    }
  }

  /** Whether there was something left to do. */
  private static boolean go(Matrix matrix, Batches batches) throws IOException {
    long inMemory = batches.total(MEMORY).runs();
    long onSqlite = batches.total(SQLITE).runs();
    if (inMemory < IN_MEMORY) {
      Batch batch = Batch.at(MEMORY, inMemory);
      for (long seed = inMemory; seed < inMemory + BATCH_IN_MEMORY; seed++) {
        batch = batch.and(matrix.inMemory(seed, Matrix.plan(seed)));
      }
      batches.add(batch);
    }
    if (onSqlite < ON_SQLITE) {
      Batch batch = Batch.at(SQLITE, onSqlite);
      for (long seed = onSqlite; seed < onSqlite + BATCH_ON_SQLITE; seed++) {
        batch = batch.and(matrix.onSqlite(seed, Matrix.plan(seed)));
      }
      batches.add(batch);
    }
    return inMemory < IN_MEMORY || onSqlite < ON_SQLITE;
  }
}
