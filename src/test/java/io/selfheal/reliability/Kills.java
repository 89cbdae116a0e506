package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One ledger and the processes that serve it, one after the other, each killed at some moment: most
 * of them under load, some while they start.
 */
final class Kills {
  private static final int ONE_IN = 5;
  private static final int LONGEST_START = 2_500;
  private static final int LONGEST_LOAD = 800;

  private final Path folder;
  private final long seed;
  private final Random random;
  private final TriedLedger ledger;
  private final AlertSource source;
  private final Acknowledgements acknowledged = new Acknowledgements();
  private final List<Life> unproven = new ArrayList<>();

  Kills(Path folder, Engine engine, long seed) {
    this.folder = folder;
    this.seed = seed;
    this.random = new Random(seed);
    this.ledger = engine.ledger(folder);
    this.source = new AlertSource(new Random(seed));
  }

  /** Starts one process, looks whether the promises of those before it are kept, and kills it. */
  void kill() throws Exception {
    boolean early = random.nextInt(ONE_IN) == 0;
    try (Served served = Served.start(folder, ledger)) {
      unproven.add(early ? killedEarly(served) : killedUnderLoad(served));
    }
  }

  /** The last process looks once more, and may stop. The lives that were lived until then. */
  List<Life> end() throws Exception {
    try (Served served = Served.start(folder, ledger)) {
      served.awaitReady();
      assertKept();
      awaitProgress(served);
      served.stop();
    }
    return List.copyOf(unproven);
  }

  private Life killedEarly(Served served) throws InterruptedException {
    served.live(Duration.ofMillis(random.nextInt(LONGEST_START)));
    served.kill();
    return new Life(seed, 0, Optional.empty(), Optional.empty());
  }

  private Life killedUnderLoad(Served served) throws Exception {
    served.awaitReady();
    Duration ready = since(served.begun(), Instant.now());
    assertKept();
    int before = acknowledged.alerts();
    Load load = Load.on(served, source, acknowledged);
    Optional<Duration> wentOn = random.nextBoolean() ? awaitProgress(served) : Optional.empty();
    served.await("an answer of 200", () -> acknowledged.alerts() > before);
    served.live(Duration.ofMillis(random.nextInt(LONGEST_LOAD)));
    load.expectEnd();
    served.kill();
    load.awaitEnd();
    return new Life(seed, acknowledged.alerts() - before, Optional.of(ready), wentOn);
  }

  private void assertKept() throws Exception {
    List<String> broken = acknowledged.brokenIn(ledger.content());
    assertTrue(broken.isEmpty(), () -> broken.size() + " promises broken; " + broken.get(0));
  }

  /** An incident that an earlier process left must go on. */
  private Optional<Duration> awaitProgress(Served served) throws Exception {
    Instant restart = served.begun();
    served.await(
        "an incident to go on", () -> ledger.wentOn(restart).isPresent() || !ledger.waits(restart));
    return ledger.wentOn(restart).map(then -> since(restart, then));
  }

  private static Duration since(Instant from, Instant to) {
    return Duration.between(from, to);
  }
}
