package io.selfheal.remediation;

import io.selfheal.config.Section;
import java.time.Duration;

/**
 * When a workload counts as recovered.
 *
 * @param readyFor how long the replacement must have been Ready
 * @param deadline how long to wait for it after the termination
 */
public record RemediationConfig(Duration readyFor, Duration deadline) {
  /** Reads the section {@code recovery}. */
  public static RemediationConfig read(Section section) {
    RemediationConfig config =
        new RemediationConfig(
            section.duration("readyFor", Duration.ofSeconds(60)),
            section.duration("deadline", Duration.ofMinutes(10)));
    section.done();
    return config;
  }
}
