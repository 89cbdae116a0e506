package io.selfheal.app;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.audit.AuditEntry;
import io.selfheal.incident.ledger.AuditFile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code audit export}: every entry as one line of JSON, in UTF-8 whatever the terminal's is. */
final class AuditExportCommand implements Callable<Integer> {
  private final LedgerOptions options = new LedgerOptions();
  private final PrintStream out;
  private final PrintStream err;

  AuditExportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  CommandSpec spec() {
    return options.addTo(
        Commands.command(
            "export", this, "Print every entry as a line of JSON, the oldest first, unchecked."));
  }

  @Override
  public Integer call() {
    Optional<AuditFile> audit = options.audit(err);
    return audit.isPresent() ? export(audit.get()) : AuditCommand.NOT_READ;
  }

  private int export(AuditFile audit) {
    try {
      audit.read(this::print);
    } catch (LedgerException e) {
      err.println(e.getMessage());
      return AuditCommand.NOT_READ;
    }
    if (out.checkError()) {
      err.println("Cannot write the whole export: its end is missing; look at where it goes");
      return AuditCommand.NOT_READ;
    }
    return 0;
  }

  private boolean print(AuditEntry entry) {
    byte[] line = (entry.line() + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length);
    return !out.checkError();
  }
}
