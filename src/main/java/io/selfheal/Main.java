package io.selfheal;

import io.selfheal.app.CheckCommand;
import io.selfheal.app.RehearseCommand;
import io.selfheal.app.ServeCommand;
import io.selfheal.app.Warmup;
import io.selfheal.sandbox.SandboxCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "self-heal",
    mixinStandardHelpOptions = true,
    description =
        "Takes the evidence out of a sick JVM pod, replaces the pod, and tells the owning team.",
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      RehearseCommand.class,
      SandboxCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("serve")) {
      Warmup.begin();
    }
    int code = new CommandLine(new Main()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
