package io.selfheal.incident;

import io.selfheal.alert.Alert;
import java.time.Instant;
import java.util.Optional;

/**
 * The alert that began an incident; its {@code startsAt} is always present here.
 *
 * @param rule the name of the rule that matched when it came in
 * @param resolvedAt when Alertmanager said that it no longer fires
 */
public record Origin(Alert alert, String rule, Instant receivedAt, Optional<Instant> resolvedAt) {
  public Instant startsAt() {
    return alert.startsAt().orElseThrow();
  }
}
