package io.selfheal.storage;

import io.selfheal.config.Section;
import java.nio.file.Path;

/**
 * The section {@code spool}.
 *
 * @param folder where evidence lands; belongs on a volume that outlives the pod
 * @param quota in bytes; what does not fit fails its capture
 * @param mayBeVolatile whether somebody knows that the folder goes with the pod, and wants it so
 */
public record SpoolConfig(Path folder, long quota, boolean mayBeVolatile) {
  private static final Path DEFAULT_FOLDER = Path.of("/var/lib/self-heal/spool");
  private static final long DEFAULT_QUOTA = 20L << 30;

  public static SpoolConfig read(Section section) {
    SpoolConfig config =
        new SpoolConfig(
            section.path("folder").orElse(DEFAULT_FOLDER),
            section.bytes("quota", DEFAULT_QUOTA),
            section.flag("mayBeVolatile", false));
    section.done();
    return config;
  }
}
