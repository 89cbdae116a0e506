package io.selfheal.safety;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The key {@code paused} of the configuration file, read again for every decision: a file that
 * cannot be read pauses.
 */
public final class KillSwitch implements BooleanSupplier {
  private final Path file;

  public KillSwitch(Path file) {
    this.file = file;
  }

  @Override
  public boolean getAsBoolean() {
    try {
      Problems problems = new Problems(file.toString());
      Section root = ConfigFile.parse(Files.readString(file), problems);
      boolean paused = root.flag("paused", false);
      return paused || !problems.found().isEmpty();
    } catch (IOException e) {
      return true;
    }
  }
}
