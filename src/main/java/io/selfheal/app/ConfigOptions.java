package io.selfheal.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What {@code check} and {@code serve} read, so that the one says what the other refuses. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/responder.yaml",
      description = "default: ${DEFAULT-VALUE}")
  private Path file;

  @Option(
      names = "--insecure-no-auth",
      description = "Take alerts from anyone who can reach the port. For a laptop only.")
  private boolean insecure;

  Path file() {
    return file;
  }

  Configuration load() {
    return Configuration.load(
        file, System.getenv(), insecure ? Senders.ANYONE : Senders.AUTHENTICATED);
  }
}
