package io.selfheal.storage;

import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code store}: a local folder, or Google Drive.
 *
 * @param folder where a {@link LocalDumpStore} keeps its files; unused when there is a Drive
 */
public record StoreConfig(Path folder, Optional<DriveConfig> drive) {
  private static final Path DEFAULT_FOLDER = Path.of("/var/lib/self-heal/store");

  public static StoreConfig read(Section section) {
    if (section.has("folder") && section.has("drive")) {
      section.problem("folder", "either folder or drive, not both");
    }
    Path folder = section.path("folder").orElse(DEFAULT_FOLDER);
    Section drive = section.section("drive");
    Optional<DriveConfig> config =
        section.has("drive") ? Optional.of(DriveConfig.read(drive)) : Optional.empty();
    section.done();
    return new StoreConfig(folder, config);
  }
}
