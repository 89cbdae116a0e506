package io.selfheal.safety;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Switch;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why the responder as a whole is stopped, if it is: by the key {@code paused} of the configuration
 * file, or by the ledger's switch. Both are read again for every decision, and one that cannot be
 * read stops it.
 */
public final class KillSwitch implements Supplier<Optional<String>> {
  private final Path file;
  private final Switch ledger;

  public KillSwitch(Path file, Switch ledger) {
    this.file = file;
    this.ledger = ledger;
  }

  @Override
  public Optional<String> get() {
    return byFile().or(this::byLedger);
  }

  private Optional<String> byFile() {
    Problems problems = new Problems(file.toString());
    boolean paused = ConfigFile.read(file, problems).flag("paused", false);
    return paused || !problems.found().isEmpty()
        ? Optional.of("The setting paused of the configuration file stops the responder.")
        : Optional.empty();
  }

  private Optional<String> byLedger() {
    try {
      return ledger.paused().map(KillSwitch::sentence);
    } catch (LedgerException e) {
      return Optional.of(
          "Whether the responder is paused cannot be read, and that stops it: " + e.getMessage());
    }
  }

  private static String sentence(Switch.Paused paused) {
    String reason = paused.reason().isEmpty() ? "" : " (" + paused.reason() + ")";
    return paused.by()
        + " paused the responder at "
        + paused.since().truncatedTo(ChronoUnit.SECONDS)
        + reason
        + "; it goes on after: self-heal resume.";
  }
}
