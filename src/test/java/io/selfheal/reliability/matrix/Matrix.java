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
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final Path folder;
  private final SpoolFolder spool;

  private Matrix(Path folder) throws IOException {
    this.folder = folder;
    this.spool = new SpoolFolder(folder.resolve("spool"));
    root.setLevel(Level.OFF);
  }

  /** On a disk of memory where there is one: each write is synced, thousands of times a second. */
  static Matrix open() throws IOException {
    Path above =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY
            : Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(above, "matrix");
    SqliteLedger.open(folder.resolve("empty.db"), Clock.systemUTC()).close();
    return new Matrix(folder);
  }

  Result inMemory(long seed, Plan plan) {
    return run(new Simulation(Engine.memory(), spool, seed, plan, false), seed, plan);
  }

  Result onSqlite(long seed, Plan plan) throws IOException {
    Path place = folder.resolve("sqlite");
    Engine engine = Engine.sqlite(folder.resolve("empty.db"), place);
    Result result = run(new Simulation(engine, spool, seed, plan, false), seed, plan);
    delete(place);
    return result;
  }

  /** Prints what happens in the run of a seed, a line each. */
  void replay(long seed) {
    Simulation simulation = new Simulation(Engine.memory(), spool, seed, plan(seed), true);
    try {
      System.out.println(run(simulation, seed, plan(seed)));
    } finally {
      System.out.println(simulation.trace());
    }
  }

  /** The faults that belong to a seed. */
  static Plan plan(long seed) {
    return Plan.random(new Random(~seed));
  }

  private static Result run(Simulation simulation, long seed, Plan plan) {
    try {
      return simulation.run();
    } catch (Broken | RuntimeException | IOException | InterruptedException e) {
      throw new AssertionError(
          "Seed %d with %s: %s (step by step: -Dmatrix.seed=%d)"
              .formatted(seed, plan.faults(), e.getMessage(), seed),
          e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    root.setLevel(level);
    delete(folder);
  }
}
