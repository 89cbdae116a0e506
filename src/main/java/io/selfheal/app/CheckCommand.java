package io.selfheal.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code check}: are the configuration files right? */
public final class CheckCommand implements Callable<Integer> {
  static final int BAD_CONFIG = 2;

  private final ConfigOptions options = new ConfigOptions();

  public CommandSpec spec() {
    return options.addTo(
        Commands.command(
            "check", this, "Check the configuration files and print every mistake in them."));
  }

  @Override
  public Integer call() {
    Configuration configuration = options.load();
    if (Report.mistakes(configuration, System.err)) {
      return BAD_CONFIG;
    }
    System.out.println(
        options.file() + ": good, " + configuration.rules().rules().size() + " rules");
    return 0;
  }
}
