package io.selfheal.reliability;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod's replacement may be there before the pod is gone. */
class HandoverIT {
  @TempDir private Path folder;

  @Test
  void a_process_waits_for_the_one_before_and_then_takes_its_place() throws Exception {
    TriedLedger ledger = Engine.SQLITE.ledger(folder);
    try (Served first = Served.start(folder, ledger)) {
      first.awaitReady();
      try (Served second = Served.start(folder, ledger)) {
        second.live(Duration.ofSeconds(3));
        first.stop();
        second.awaitReady();
        second.stop();
      }
    }
  }
}
