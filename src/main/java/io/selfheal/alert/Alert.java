package io.selfheal.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * One alert of a notification.
 *
 * @param startsAt empty when the sender did not say (the minimal payload of self-heal-alerts): the
 *     ledger then dates it
 */
public record Alert(
    Fingerprint fingerprint,
    AlertStatus status,
    Labels labels,
    Labels annotations,
    Optional<Instant> startsAt) {

  public boolean firing() {
    return status == AlertStatus.FIRING;
  }

  /** The label {@code alertname}; empty text when there is none. */
  public String name() {
    return labels.get("alertname").orElse("");
  }

  public Alert startingAt(Instant instant) {
    return new Alert(fingerprint, status, labels, annotations, Optional.of(instant));
  }
}
