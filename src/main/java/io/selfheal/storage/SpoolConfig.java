package io.selfheal.storage;

import io.selfheal.config.Section;
import java.nio.file.Path;

/**
 * The section {@code spool}.
 *
 * @param folder where evidence lands; belongs on a volume that outlives the pod
 * @param quota in bytes; what does not fit fails its capture
 * @param largeUpTo how many of 100 bytes of the quota may be in use for a heap dump or a recording
 *     still to be taken; the rest is for what is small
 * @param mayBeVolatile whether somebody knows that the folder goes with the pod, and wants it so
 */
public record SpoolConfig(Path folder, long quota, int largeUpTo, boolean mayBeVolatile) {
  private static final Path DEFAULT_FOLDER = Path.of("/var/lib/self-heal/spool");
  private static final long DEFAULT_QUOTA = 20L << 30;

  private static final int DEFAULT_LARGE_UP_TO = 80;

  public SpoolConfig(Path folder, long quota, boolean mayBeVolatile) {
    this(folder, quota, DEFAULT_LARGE_UP_TO, mayBeVolatile);
  }

  public static SpoolConfig read(Section section) {
    SpoolConfig config =
        new SpoolConfig(
            section.path("folder").orElse(DEFAULT_FOLDER),
            section.bytes("quota", DEFAULT_QUOTA),
            section.integer("largeUpTo", DEFAULT_LARGE_UP_TO, 1, 100),
            section.flag("mayBeVolatile", false));
    section.done();
    return config;
  }
}
