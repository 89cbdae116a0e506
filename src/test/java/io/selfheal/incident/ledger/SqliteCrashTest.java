package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost, however the process ends. */
final class SqliteCrashTest {
  private static final Random RANDOM = new Random();
  private static final int MOST_ACKNOWLEDGED = 400;

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12.123456789Z");
  @TempDir Path folder;

  @RepeatedTest(3)
  void everything_acknowledged_before_a_kill_is_there_afterwards(RepetitionInfo repetition)
      throws IOException, InterruptedException {
    Path file = folder.resolve("ledger.db");
    Process process = OtherProcess.start(file, "round" + repetition.getCurrentRepetition());
    Set<String> acknowledged = killAfter(process, 1 + RANDOM.nextInt(MOST_ACKNOWLEDGED));

    try (Ledger ledger = SqliteLedger.open(file, clock)) {
      Set<String> kept = ledger.open().stream().map(Incident::id).collect(Collectors.toSet());
      acknowledged.removeAll(kept);
      assertEquals(Set.of(), acknowledged);
    }
  }

  @Test
  void what_was_written_is_there_without_a_close() throws IOException, InterruptedException {
    Path file = folder.resolve("ledger.db");
    Path image = folder.resolve("image.db");
    try (Ledger running = SqliteLedger.open(file, clock)) {
      running.accept(Samples.many(3));
      Claim claim = running.claim(clock.instant()).orElseThrow();
      running.begin(claim, "TerminatePod");
      copy(file, image);

      try (Ledger revived = SqliteLedger.open(image, clock)) {
        assertEquals(running.open(), revived.open());
        Claim again = revived.claim(clock.instant()).orElseThrow();
        assertEquals(claim.incident(), again.incident());
        assertTrue(revived.begin(again, "TerminatePod").resumed());
      }
    }
  }

  /**
   * The ids that it printed; a last line that was cut is none. Killed by its handle, which leaves
   * the pipe open.
   */
  private static Set<String> killAfter(Process process, int lines)
      throws IOException, InterruptedException {
    List<String> printed = new ArrayList<>();
    try (BufferedReader output = OtherProcess.output(process)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.add(line);
        if (printed.size() == lines) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    assertTrue(printed.size() >= lines, "it ended by itself: " + printed);
    return printed.stream()
        .filter(line -> line.endsWith("."))
        .map(line -> line.substring(0, line.length() - 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By another process: closing a channel here would drop the locks that SQLite has. */
  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    for (String part : List.of("", "-wal")) {
      assertEquals(0, new ProcessBuilder("cp", from + part, to + part).start().waitFor());
    }
  }
}
