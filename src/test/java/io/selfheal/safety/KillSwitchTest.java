package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops the responder as a whole, and what cannot be read does. */
class KillSwitchTest {
  @TempDir Path folder;
  private Path file;
  private final Turned ledger = new Turned();

  /** A ledger's switch that only is read. */
  private static final class Turned implements Switch {
    private Optional<Paused> paused = Optional.empty();
    private boolean broken;

    @Override
    public Optional<Paused> paused() {
      if (broken) {
        throw new LedgerException("Cannot read the ledger; check its volume");
      }
      return paused;
    }

    @Override
    public Paused pause(String by, String reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Paused> resume(String by) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("responder.yaml"), "namespaces: [shop]\n");
  }

  @Test
  void nothing_stops_it_by_default() {
    assertEquals(Optional.empty(), stopped());
  }

  @Test
  void the_file_stops_it_and_lets_it_go_without_a_restart() throws IOException {
    KillSwitch killSwitch = new KillSwitch(file, ledger);
    Files.writeString(file, "paused: true\n");
    assertTrue(killSwitch.get().orElseThrow().contains("setting paused"));
    Files.writeString(file, "paused: false\n");
    assertEquals(Optional.empty(), killSwitch.get());
  }

  @Test
  void a_file_that_cannot_be_read_stops_it() throws IOException {
    Files.delete(file);
    assertTrue(stopped().isPresent());
  }

  @Test
  void the_ledger_stops_it_and_says_who_why_and_how_to_go_on() {
    Instant since = Instant.parse("2026-11-21T03:00:00.5Z");
    ledger.paused = Optional.of(new Switch.Paused("alice", "the database is moved", since));

    assertEquals(
        Optional.of(
            "alice paused the responder at 2026-11-21T03:00:00Z (the database is moved);"
                + " it goes on after: self-heal resume."),
        stopped());
  }

  @Test
  void a_ledger_that_cannot_be_read_stops_it() {
    ledger.broken = true;
    assertTrue(stopped().orElseThrow().contains("check its volume"));
  }

  private Optional<String> stopped() {
    return new KillSwitch(file, ledger).get();
  }
}
