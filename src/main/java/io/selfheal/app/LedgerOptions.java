package io.selfheal.app;

import io.selfheal.incident.ledger.AuditFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which ledger to read: that of the configuration, or a file, as a copy is. */
final class LedgerOptions {
  private final OptionSpec config = ConfigOptions.config();

  private final OptionSpec ledger =
      OptionSpec.builder("--ledger")
          .type(Path.class)
          .paramLabel("FILE")
          .description("Read this ledger, and no configuration.")
          .build();

  CommandSpec addTo(CommandSpec command) {
    return command.addOption(config).addOption(ledger);
  }

  /** Empty when the configuration has mistakes, which are then said. */
  Optional<AuditFile> audit(PrintStream mistakes) {
    return Optional.ofNullable(ledger.<Path>getValue())
        .map(AuditFile::of)
        .or(() -> configured(mistakes));
  }

  private Optional<AuditFile> configured(PrintStream mistakes) {
    Configuration configuration =
        Configuration.load(config.getValue(), System.getenv(), Senders.ANYONE);
    return Report.mistakes(configuration, mistakes)
        ? Optional.empty()
        : Optional.of(AuditFile.of(configuration.responder().keeping().ledger()));
  }
}
