package io.selfheal.app;

import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code audit}: what was done, out of the ledger; also while {@code serve} runs. */
public final class AuditCommand {
  static final int BROKEN = 1;
  static final int NOT_READ = 2;

  private AuditCommand() {}

  public static CommandSpec spec(PrintStream out, PrintStream err) {
    return Commands.group("audit", "What was done to whom, and why: prove it, or print it.")
        .addSubcommand("verify", new AuditVerifyCommand(out, err).spec())
        .addSubcommand("export", new AuditExportCommand(out, err).spec());
  }
}
