package io.selfheal.app;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code check} and {@code serve} read, so that the one says what the other refuses. */
final class ConfigOptions {
  private final OptionSpec file = config();

  private final OptionSpec insecure =
      Commands.flag(
          "--insecure-no-auth",
          "Take alerts from anyone who can reach the port. For a laptop only.");

  static OptionSpec config() {
    return OptionSpec.builder("--config")
        .type(Path.class)
        .paramLabel("FILE")
        .defaultValue("${env:SELF_HEAL_CONFIG:-config/responder.yaml}")
        .description("default: $SELF_HEAL_CONFIG, or config/responder.yaml")
        .build();
  }

  CommandSpec addTo(CommandSpec command) {
    return command.addOption(file).addOption(insecure);
  }

  Path file() {
    return file.getValue();
  }

  Configuration load() {
    return Configuration.load(file(), System.getenv(), senders());
  }

  private Senders senders() {
    return insecure.<Boolean>getValue() ? Senders.ANYONE : Senders.AUTHENTICATED;
  }
}
