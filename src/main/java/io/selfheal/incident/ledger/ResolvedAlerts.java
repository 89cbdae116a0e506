package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Receipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes resolved alerts in: marks the open incidents of their fingerprints, each time, and the
 * closed ones of the very alerts.
 */
final class ResolvedAlerts {
  private final AlertRows alerts;
  private final IncidentRows incidents;
  private final OutboxRows outbox;
  private final Instant now;

  ResolvedAlerts(AlertRows alerts, IncidentRows incidents, OutboxRows outbox, Instant now) {
    this.alerts = alerts;
    this.incidents = incidents;
    this.outbox = outbox;
    this.now = now;
  }

  /** The alerts must differ in their fingerprints. */
  Map<Fingerprint, Receipt> take(List<Intake.Decided> decided) {
    if (decided.isEmpty()) {
      return Map.of();
    }
    List<Fingerprint> prints = decided.stream().map(each -> each.alert().fingerprint()).toList();
    List<Alert> dated = dated(decided, alerts.fireNoMore(prints));
    Set<Fingerprint> fresh = alerts.insert(dated);
    outbox.resolved(incidents.resolve(prints, now));
    outbox.resolved(incidents.resolveClosed(dated, now));
    Map<Fingerprint, Receipt> receipts = new HashMap<>();
    for (Fingerprint print : prints) {
      receipts.put(
          print,
          fresh.contains(print)
              ? Receipts.resolved(print)
              : Receipts.duplicate(print, Optional.empty()));
    }
    return receipts;
  }

  private List<Alert> dated(List<Intake.Decided> decided, Map<Fingerprint, Instant> since) {
    return decided.stream().map(each -> dated(each.alert(), since)).toList();
  }

  private Alert dated(Alert alert, Map<Fingerprint, Instant> since) {
    Instant otherwise = since.getOrDefault(alert.fingerprint(), now);
    return alert.startingAt(alert.startsAt().orElse(otherwise));
  }
}
