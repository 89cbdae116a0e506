package io.selfheal.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Commands as picocli's model, made in code: reading its annotations costs every start some sixty
 * milliseconds of processor time, and no class archive can hold what comes of it.
 */
public final class Commands {
  private Commands() {}

  /** A command that does the work and knows {@code --help}. */
  public static CommandSpec command(String name, Callable<Integer> work, String... description) {
    return described(CommandSpec.wrapWithoutInspection(work), name, description);
  }

  /** A command that only has others below it. */
  public static CommandSpec group(String name, String... description) {
    return described(CommandSpec.create(), name, description);
  }

  /** An option that is there or not. */
  public static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .initialValue(false)
        .description(description)
        .build();
  }

  private static CommandSpec described(CommandSpec command, String name, String... description) {
    command.usageMessage().description(description);
    return command.name(name).addOption(help());
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }
}
