package io.selfheal.storage;

import io.selfheal.config.Section;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The section {@code store}: a local folder, Google Drive, or a bucket of S3.
 *
 * @param folder where a {@link LocalDumpStore} keeps its files; unused when there is another store
 * @param retention empty where nothing is ever removed
 */
public record StoreConfig(
    Path folder,
    Optional<DriveConfig> drive,
    Optional<S3Config> s3,
    Optional<RetentionConfig> retention) {
  private static final Path DEFAULT_FOLDER = Path.of("/var/lib/self-heal/store");

  public static StoreConfig read(Section section) {
    if (Stream.of("folder", "drive", "s3").filter(section::has).count() > 1) {
      section.problem(section.has("folder") ? "folder" : "drive", "one of folder, drive and s3");
    }
    Path folder = section.path("folder").orElse(DEFAULT_FOLDER);
    Section drive = section.section("drive");
    Optional<DriveConfig> config =
        section.has("drive") ? Optional.of(DriveConfig.read(drive)) : Optional.empty();
    Optional<S3Config> s3 =
        section.has("s3") ? Optional.of(S3Config.read(section.section("s3"))) : Optional.empty();
    Section retention = section.section("retention");
    Optional<RetentionConfig> kept =
        section.has("retention") ? Optional.of(RetentionConfig.read(retention)) : Optional.empty();
    section.done();
    return new StoreConfig(folder, config, s3, kept);
  }
}
