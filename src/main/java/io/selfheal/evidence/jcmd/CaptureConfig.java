package io.selfheal.evidence.jcmd;

import io.selfheal.config.Section;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How evidence is taken: section {@code capture}.
 *
 * @param podFolder where in the pod a heap dump lies until it is here
 * @param compression of heap dumps
 * @param dumpsPerNode how many large files may come off one node at a time
 * @param streamFor how long a JVM may be expected to stand still for a dump that no disk of its pod
 *     has room for; 0 is never
 * @param heapDumpTimeout for jcmd to write the dump
 * @param transferTimeout for the dump to come over
 * @param tools for images without jcmd
 */
public record CaptureConfig(
    String podFolder,
    Compression compression,
    int dumpsPerNode,
    Duration streamFor,
    Duration threadDumpTimeout,
    Duration classHistogramTimeout,
    Duration heapDumpTimeout,
    Duration transferTimeout,
    ToolsConfig tools) {
  public static final CaptureConfig DEFAULTS =
      new CaptureConfig(
          "/tmp",
          new Compression(2L << 30, true),
          1,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          ToolsConfig.DEFAULTS);

  /**
   * Where heap dumps are compressed.
   *
   * @param below the JVM may do it when less of its heap is in use than so many bytes; 0 is never
   * @param zstd whether we do it with what comes as it is
   */
  public record Compression(long below, boolean zstd) {
    private static Compression read(Section section) {
      return new Compression(
          section.bytes("compressBelow", DEFAULTS.compression.below),
          section.flag("zstd", DEFAULTS.compression.zstd));
    }
  }

  /** jcmd splits its arguments at spaces and cuts a path at {@code =}: neither may be in it. */
  private static final Pattern FOLDER = Pattern.compile("(?:/[A-Za-z0-9._-]+)+");

  /** Whether a container may join a pod whose image has no jcmd. */
  public boolean joins() {
    return tools.image().isPresent();
  }

  public static CaptureConfig read(Section section) {
    CaptureConfig config =
        new CaptureConfig(
            folder(section),
            Compression.read(section),
            section.integer("dumpsPerNode", DEFAULTS.dumpsPerNode, 1, 100),
            section.duration("streamFor", DEFAULTS.streamFor),
            timeout(section, "threadDumpTimeout", DEFAULTS.threadDumpTimeout),
            timeout(section, "classHistogramTimeout", DEFAULTS.classHistogramTimeout),
            timeout(section, "heapDumpTimeout", DEFAULTS.heapDumpTimeout),
            timeout(section, "transferTimeout", DEFAULTS.transferTimeout),
            ToolsConfig.read(section));
    section.done();
    return config;
  }

  private static String folder(Section section) {
    String folder = section.string("podFolder", DEFAULTS.podFolder);
    if (isFolder(folder)) {
      return folder;
    }
    section.problem("podFolder", "an absolute path of letters, digits and . _ - /");
    return DEFAULTS.podFolder;
  }

  /** What the longest of all captures may take. */
  Duration longest() {
    return heapDumpTimeout.plus(transferTimeout).plus(classHistogramTimeout);
  }

  /** Whether a dump may lie there: jcmd would not understand any other path. */
  static boolean isFolder(String folder) {
    return FOLDER.matcher(folder).matches();
  }

  static Duration timeout(Section section, String key, Duration fallback) {
    Duration timeout = section.duration(key, fallback);
    if (timeout.isZero()) {
      section.problem(key, "a duration above 0s");
    }
    return timeout;
  }
}
