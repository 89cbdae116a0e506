package io.selfheal.incident;

import io.selfheal.alert.Fingerprint;
import io.selfheal.config.Slug;
import java.util.Optional;

/**
 * What became of one element of a notification, once it is on disk.
 *
 * @param fingerprint empty for what is quarantined
 * @param detail the reason of a quarantine or of no match; empty otherwise
 */
public record Receipt(
    Optional<Fingerprint> fingerprint,
    Decision decision,
    Optional<String> rule,
    Optional<String> incident,
    String detail) {

  /** The webhook's answer for an alert, and the metric's tag. */
  public enum Decision {
    QUEUED,
    NO_MATCH,
    DUPLICATE,
    RESOLVED,
    QUARANTINED;

    public String slug() {
      return Slug.of(this);
    }
  }
}
