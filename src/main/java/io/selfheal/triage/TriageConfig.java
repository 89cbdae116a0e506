package io.selfheal.triage;

import io.selfheal.config.Section;
import java.time.Duration;

/**
 * The section {@code triage}.
 *
 * @param memory of the JVM that reads heap dumps, in bytes; beside that of the responder itself
 * @param deadline for a heap dump, after which what is known by then is all
 */
public record TriageConfig(long memory, Duration deadline) {
  private static final long DEFAULT_MEMORY = 512L << 20;
  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);

  public static TriageConfig read(Section section) {
    TriageConfig config =
        new TriageConfig(
            section.bytes("memory", DEFAULT_MEMORY),
            section.duration("deadline", DEFAULT_DEADLINE));
    section.done();
    return config;
  }
}
