package io.selfheal.reliability;

import io.selfheal.alert.AlertStatus;
import java.time.Instant;

/** An alert that is known by its number: what is sent, and what must become of it. */
record SentAlert(int number, AlertStatus status) {
  private static final Instant FIRST = Instant.parse("2026-11-21T02:45:12.123Z");
  private static final int NO_RULE_FOR_EVERY = 8;
  private static final String JSON =
      """
      {"status":"%1$s","labels":{"alertname":"%2$s","priority":"P0","namespace":"shop",\
      "pod":"orders-%3$07d","container":"orders","team":"payments"},\
      "annotations":{"summary":"Pod orders-%3$07d uses 97 %% of its heap"},\
      "startsAt":"%4$s","endsAt":"0001-01-01T00:00:00Z","fingerprint":"%5$s"}\
      """;

  String json() {
    String name = hasRule() ? "HighMemoryUsage" : "DeploymentIsOld";
    String state = status == AlertStatus.FIRING ? "firing" : "resolved";
    return JSON.formatted(state, name, number, startsAt(), fingerprint());
  }

  /** As the ledger tells alerts apart. */
  LedgerContent.Key key() {
    return new LedgerContent.Key(fingerprint(), startsAt(), status);
  }

  String fingerprint() {
    return "%016x".formatted(number);
  }

  /** The decision about the first of its kind; about any other it is duplicate. */
  String decision() {
    if (status == AlertStatus.RESOLVED) {
      return "resolved";
    }
    return hasRule() ? "queued" : "no-match";
  }

  private boolean hasRule() {
    return number % NO_RULE_FOR_EVERY != 0;
  }

  private Instant startsAt() {
    return FIRST.plusMillis(number);
  }
}
