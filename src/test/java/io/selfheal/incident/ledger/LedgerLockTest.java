package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, one responder; and what cannot be opened says why. */
final class LedgerLockTest {
  @TempDir Path folder;

  @Test
  void a_second_open_in_this_process_is_refused_and_harms_nobody() throws IOException {
    Path file = folder.resolve("ledger.db");
    try (Ledger first = open(file)) {
      LedgerException refusal = assertThrows(LedgerException.class, () -> open(file));

      assertTrue(refusal.getMessage().contains("this process has it open already"));
      assertTrue(answerOfAnotherProcess(file).contains("another process has it open"));
      first.check();
    }
    open(file).close();
  }

  @Test
  void another_spelling_of_the_path_is_the_same_file() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (Ledger first = open(folder.resolve("ledger.db"))) {
      first.check();
      assertThrows(LedgerException.class, () -> open(folder.resolve("./x/../ledger.db")));
      assertThrows(LedgerException.class, () -> open(link.resolve("ledger.db")));
    }
    open(link.resolve("ledger.db")).close();
  }

  @Test
  void a_file_that_is_no_ledger_is_refused_and_left_alone() throws IOException {
    Path file = folder.resolve("ledger.db");
    String other = "this is not a database, and it is long enough to have a header ".repeat(9);
    Files.writeString(file, other);

    for (int attempt = 0; attempt < 2; attempt++) {
      LedgerException refusal = assertThrows(LedgerException.class, () -> open(file));
      assertTrue(refusal.getMessage().contains("restore the file"), refusal.getMessage());
    }
    assertEquals(other, Files.readString(file));
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "");

    LedgerException refusal =
        assertThrows(LedgerException.class, () -> open(taken.resolve("ledger.db")));

    assertTrue(refusal.getMessage().contains("make its folder writable"), refusal.getMessage());
  }

  @Test
  void a_missing_folder_is_made() {
    open(folder.resolve("a/b/ledger.db")).close();

    assertTrue(Files.exists(folder.resolve("a/b/ledger.db")));
  }

  private static Ledger open(Path file) {
    return SqliteLedger.open(file, Clock.systemUTC());
  }

  private static String answerOfAnotherProcess(Path file) throws IOException {
    Process process = OtherProcess.start(file, "refused");
    try (BufferedReader output = OtherProcess.output(process)) {
      return output.readLine();
    } finally {
      process.destroyForcibly();
    }
  }
}
