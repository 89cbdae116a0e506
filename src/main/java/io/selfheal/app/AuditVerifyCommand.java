package io.selfheal.app;

import io.selfheal.incident.LedgerException;
import io.selfheal.incident.audit.AuditChain;
import io.selfheal.incident.ledger.AuditFile;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code audit verify}: is every entry there, in its place, as it was written? */
final class AuditVerifyCommand implements Callable<Integer> {
  private final LedgerOptions options = new LedgerOptions();
  private final PrintStream out;
  private final PrintStream err;

  private final OptionSpec expect =
      OptionSpec.builder("--expect")
          .type(String.class)
          .paramLabel("HASH")
          .defaultValue("")
          .description(
              "The last hash of an earlier verify: fail when it is not in the chain, since entries"
                  + " were cut off or all was written anew.")
          .build();

  AuditVerifyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  CommandSpec spec() {
    return options
        .addTo(
            Commands.command(
                "verify",
                this,
                "Follow the chain of hashes, and print how many entries there are and the last hash.",
                "Exit code 1: the chain is broken, or without the expected hash; 2: it could not be"
                    + " read."))
        .addOption(expect);
  }

  @Override
  public Integer call() {
    Optional<AuditFile> audit = options.audit(err);
    return audit.isPresent() ? verify(audit.get()) : AuditCommand.NOT_READ;
  }

  private int verify(AuditFile audit) {
    AuditChain chain = new AuditChain(expected());
    try {
      audit.read(chain::follow);
    } catch (LedgerException e) {
      err.println(e.getMessage());
      return AuditCommand.NOT_READ;
    }
    return chain.fault().map(fault -> broken(audit, fault)).orElseGet(() -> whole(audit, chain));
  }

  private int broken(AuditFile audit, AuditChain.Fault fault) {
    err.println(
        audit.name() + ": the audit is broken at number " + fault.number() + ": " + fault.why());
    return AuditCommand.BROKEN;
  }

  private int whole(AuditFile audit, AuditChain chain) {
    out.println(audit.name() + ": whole, " + extent(chain));
    out.println("last hash: " + chain.head().hash());
    return expected().isEmpty() ? 0 : found(chain);
  }

  private int found(AuditChain chain) {
    if (chain.met().isEmpty()) {
      err.println(
          "The expected hash is not in it: entries were cut off its end, or all of it was written"
              + " anew");
      return AuditCommand.BROKEN;
    }
    out.println("expected hash: that of number " + chain.met().getAsLong());
    return 0;
  }

  private static String extent(AuditChain chain) {
    long count = chain.head().number();
    return count == 0
        ? "no entries"
        : count
            + (count == 1 ? " entry" : " entries")
            + " from "
            + chain.from()
            + " to "
            + chain.to();
  }

  private String expected() {
    return expect.<String>getValue().toLowerCase(Locale.ROOT);
  }
}
