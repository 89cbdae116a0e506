package io.selfheal.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}: are the configuration files right? */
@Command(
    name = "check",
    description = "Check the configuration files and print every mistake in them.")
public final class CheckCommand implements Callable<Integer> {
  static final int BAD_CONFIG = 2;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/responder.yaml",
      description = "default: ${DEFAULT-VALUE}")
  private Path config;

  @Override
  public Integer call() {
    Configuration configuration = Configuration.load(config, System.getenv());
    if (Report.mistakes(configuration, System.err)) {
      return BAD_CONFIG;
    }
    System.out.println(config + ": good, " + configuration.rules().rules().size() + " rules");
    return 0;
  }
}
