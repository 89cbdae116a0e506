package io.selfheal.evidence.cluster;

import io.selfheal.config.Section;
import java.time.Duration;

/**
 * How much of a log is taken: of section {@code capture}, which others end.
 *
 * @param lines the newest ones, as far as they fit into 4 MiB
 * @param timeout for the whole log to arrive
 */
public record LogConfig(int lines, Duration timeout) {
  public static final LogConfig DEFAULTS = new LogConfig(2_000, Duration.ofSeconds(30));

  private static final int MOST_LINES = 100_000;

  public static LogConfig read(Section section) {
    Duration timeout = section.duration("logTimeout", DEFAULTS.timeout);
    if (timeout.isZero()) {
      section.problem("logTimeout", "a duration above 0s");
    }
    return new LogConfig(section.integer("logLines", DEFAULTS.lines, 1, MOST_LINES), timeout);
  }
}
