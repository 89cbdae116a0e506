package io.selfheal.webhook.alertmanager;

import io.selfheal.config.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * The section {@code watchdog}: the alert that always fires.
 *
 * @param silentFor how long it may stay away before people are told
 */
public record WatchdogConfig(String alertname, Duration silentFor) {
  private static final String ALERTNAME = "Watchdog";
  private static final Duration SILENT_FOR = Duration.ofMinutes(15);

  /** Empty when there is no such section. */
  public static Optional<WatchdogConfig> read(Section section) {
    if (!section.present()) {
      return Optional.empty();
    }
    WatchdogConfig config =
        new WatchdogConfig(
            section.string("alertname", ALERTNAME), section.duration("silentFor", SILENT_FOR));
    if (config.alertname().isBlank()) {
      section.problem("alertname", "the name of an alert");
    }
    if (config.silentFor().isZero()) {
      section.problem("silentFor", "a time longer than zero");
    }
    section.done();
    return Optional.of(config);
  }
}
