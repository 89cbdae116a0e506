package io.selfheal.reliability.matrix;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.reliability.matrix.Simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Makes runs, one after the other, in a folder that is gone afterwards; says the seed of one that
 * broke a promise. Nothing is logged meanwhile: a step that fails on purpose logs each time.
 */
final class Matrix implements AutoCloseable {
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final Path folder;
  private long runs;

  private Matrix(Path folder) {
    this.folder = folder;
    root.setLevel(Level.OFF);
  }

  static Matrix open() throws IOException {
    Path above =
        Files.isWritable(IN_MEMORY) ? IN_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(above, "matrix");
    SqliteLedger.open(folder.resolve("empty.db"), Clock.systemUTC()).close();
    return new Matrix(folder);
  }

  Result inMemory(long seed) throws Exception {
    return inMemory(seed, plan(seed));
  }

  Result inMemory(long seed, Plan plan) throws Exception {
    return run(Engine.memory(), next(), seed, plan, false);
  }

  Result onSqlite(long seed) throws Exception {
    Path place = next();
    return run(Engine.sqlite(folder.resolve("empty.db"), place), place, seed, plan(seed), false);
  }

  private static Plan plan(long seed) {
    return Plan.random(new Random(~seed));
  }

  private Path next() {
    runs++;
    return folder.resolve("run-" + runs);
  }

  private static Result run(Engine engine, Path place, long seed, Plan plan, boolean traced)
      throws Exception {
    Simulation simulation = new Simulation(engine, place, seed, plan, traced);
    try {
      return simulation.run();
    } catch (Broken | Exception e) {
      throw new AssertionError(
          "Seed %d with %s: %s (again, step by step: -Dmatrix.seed=%d)"
              .formatted(seed, plan.faults(), e.getMessage(), seed),
          e);
    } finally {
      delete(place);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    root.setLevel(level);
    delete(folder);
  }
}
