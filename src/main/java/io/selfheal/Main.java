package io.selfheal;

import io.selfheal.app.ApproveCommand;
import io.selfheal.app.AuditCommand;
import io.selfheal.app.CheckCommand;
import io.selfheal.app.Commands;
import io.selfheal.app.DoctorCommand;
import io.selfheal.app.PauseCommand;
import io.selfheal.app.RehearseCommand;
import io.selfheal.app.ResumeCommand;
import io.selfheal.app.ServeCommand;
import io.selfheal.app.TriageCommand;
import io.selfheal.app.Warmup;
import io.selfheal.config.Release;
import io.selfheal.sandbox.SandboxCommand;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    if (args.length > 0 && args[0].equals("serve")) {
      Warmup.begin();
    }
    int code = new CommandLine(spec()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandSpec spec() {
    CommandSpec program =
        Commands.group(
                "self-heal",
                "Takes the evidence out of a sick JVM pod, replaces the pod, and tells the owning"
                    + " team.")
            .addOption(version())
            .version("self-heal " + Release.name());
    commands().forEach(command -> program.addSubcommand(command.name(), command));
    return program;
  }

  private static List<CommandSpec> commands() {
    return List.of(
        new ServeCommand().spec(),
        new CheckCommand().spec(),
        new DoctorCommand(System.out, Clock.systemUTC()).spec(),
        new ApproveCommand(System.out, System.err).spec(),
        new PauseCommand(System.out, System.err).spec(),
        new ResumeCommand(System.out, System.err).spec(),
        AuditCommand.spec(System.out, System.err),
        new TriageCommand(System.out, System.err).spec(),
        new RehearseCommand().spec(),
        new SandboxCommand().spec());
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Print version information and exit.")
        .build();
  }
}
