package io.selfheal.reliability;

import io.selfheal.config.Slug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing acknowledged is lost by SIGKILL, whenever it comes. Ten of them in each build; with the
 * profile soak a thousand, over as many runs as that takes.
 */
class KillIT {
  private static final int KILLS_OF_A_LEDGER = 25;
  private static final int KILLS = Integer.getInteger("kills", 6);
  private static final Duration MOST = Duration.ofMinutes(Long.getLong("soak.minutes", 30));
  private static final String FOLDER = System.getProperty("soak.folder", "");
  private static final Random SEEDS = new Random();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temporary;

  @ParameterizedTest
  @EnumSource
  void what_was_acknowledged_is_in_the_ledger_after_every_kill(Engine engine) throws Exception {
    Path folder = FOLDER.isEmpty() ? temporary : Path.of(FOLDER).toAbsolutePath();
    Lives lives = new Lives(folder.resolve("kills-" + Slug.of(engine) + ".txt"));
    Instant end = Instant.now().plus(MOST);
    while (lives.count() < KILLS && Instant.now().isBefore(end)) {
      killOnOneLedger(folder, engine, lives, end);
      System.out.println(engine + ": " + lives.totals());
    }
  }

  private static void killOnOneLedger(Path above, Engine engine, Lives lives, Instant end)
      throws Exception {
    long seed = Long.getLong("kill.seed", SEEDS.nextInt(Integer.MAX_VALUE));
    int most = Math.min(KILLS_OF_A_LEDGER, KILLS - lives.count());
    Path folder = Files.createDirectories(above.resolve("ledger-" + seed));
    Kills kills = new Kills(folder, engine, seed);
    int kill = 0;
    try {
      for (; kill < most && Instant.now().isBefore(end); kill++) {
        kills.kill();
      }
      lives.add(kills.end());
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "%s, after kill %d of seed %d (-Dkill.seed=%d), in %s: %s"
              .formatted(engine, kill, seed, seed, folder, e.getMessage()),
          e);
    }
    delete(folder);
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
