package io.selfheal.reliability;

import io.selfheal.alert.AlertStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The alerts in a ledger, each with the ids of its incidents. */
record LedgerContent(Map<Key, List<String>> incidents) {
  LedgerContent {
    incidents = Map.copyOf(incidents);
  }

  /** What makes an alert another one. */
  record Key(String fingerprint, Instant startsAt, AlertStatus status) {}

  boolean has(SentAlert alert) {
    return incidents.containsKey(alert.key());
  }

  List<String> incidentsOf(SentAlert alert) {
    return incidents.getOrDefault(alert.key(), List.of());
  }
}
