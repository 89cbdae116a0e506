package io.selfheal.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: are the configuration files right? */
@Command(
    name = "check",
    description = "Check the configuration files and print every mistake in them.")
public final class CheckCommand implements Callable<Integer> {
  static final int BAD_CONFIG = 2;

  @Mixin private final ConfigOptions options = new ConfigOptions();

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
