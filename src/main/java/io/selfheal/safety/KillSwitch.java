package io.selfheal.safety;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
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
    Problems problems = new Problems(file.toString());
    boolean paused = ConfigFile.read(file, problems).flag("paused", false);
    return paused || !problems.found().isEmpty();
  }
}
