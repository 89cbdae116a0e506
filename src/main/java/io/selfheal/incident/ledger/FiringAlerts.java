package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Receipt;
import io.selfheal.rules.NoMatch;
import io.selfheal.rules.RuleMatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes firing alerts in: opens incidents for those that a rule wants and that have none yet. An
 * alert that no rule wanted before, and one wants now, is no duplicate.
 */
final class FiringAlerts {
  private final AlertRows alerts;
  private final IncidentRows incidents;
  private final OutboxRows outbox;
  private final Supplier<String> ids;
  private final Instant now;

  FiringAlerts(
      AlertRows alerts, IncidentRows incidents, OutboxRows outbox, IncidentIds ids, Instant now) {
    this.alerts = alerts;
    this.incidents = incidents;
    this.outbox = outbox;
    this.ids = ids.at(now);
    this.now = now;
  }

  /** The alerts must differ in their fingerprints. */
  Map<Fingerprint, Receipt> take(List<Intake.Decided> decided) {
    if (decided.isEmpty()) {
      return Map.of();
    }
    Map<Fingerprint, Alert> dated = dated(decided);
    Set<Fingerprint> fresh = alerts.insert(dated.values());
    Map<Fingerprint, KnownIncident> known = known(dated, fresh);
    Map<Fingerprint, KnownIncident> opened = open(decided, dated, known.keySet());
    Map<Fingerprint, Receipt> receipts = new HashMap<>();
    for (Intake.Decided each : decided) {
      Fingerprint print = each.alert().fingerprint();
      receipts.put(
          print,
          opened.containsKey(print)
              ? Receipts.queued(print, opened.get(print))
              : notOpened(each, fresh.contains(print), known));
    }
    return receipts;
  }

  private Map<Fingerprint, Alert> dated(List<Intake.Decided> decided) {
    List<Alert> all = decided.stream().map(Intake.Decided::alert).toList();
    alerts.fire(fingerprints(all));
    Map<Fingerprint, Instant> since = since(all);
    Map<Fingerprint, Alert> dated = new LinkedHashMap<>();
    for (Alert alert : all) {
      Instant start = alert.startsAt().orElseGet(() -> since.get(alert.fingerprint()));
      dated.put(alert.fingerprint(), alert.startingAt(start));
    }
    return dated;
  }

  /** For the few that do not say so themselves. */
  private Map<Fingerprint, Instant> since(List<Alert> all) {
    List<Alert> undated = all.stream().filter(alert -> alert.startsAt().isEmpty()).toList();
    return undated.isEmpty() ? Map.of() : alerts.firingSince(fingerprints(undated));
  }

  private static List<Fingerprint> fingerprints(List<Alert> alerts) {
    return alerts.stream().map(Alert::fingerprint).toList();
  }

  private Map<Fingerprint, KnownIncident> known(
      Map<Fingerprint, Alert> dated, Set<Fingerprint> fresh) {
    List<Alert> repeated =
        dated.values().stream().filter(alert -> !fresh.contains(alert.fingerprint())).toList();
    if (repeated.isEmpty()) {
      return Map.of();
    }
    Map<Fingerprint, KnownIncident> known = incidents.of(repeated);
    List<String> ids = known.values().stream().map(KnownIncident::id).toList();
    incidents.bringForward(ids, now);
    outbox.repeated(ids);
    return known;
  }

  private Map<Fingerprint, KnownIncident> open(
      List<Intake.Decided> decided, Map<Fingerprint, Alert> dated, Set<Fingerprint> known) {
    Map<Alert, KnownIncident> toOpen = new LinkedHashMap<>();
    Map<Fingerprint, KnownIncident> opened = new HashMap<>();
    for (Intake.Decided each : decided) {
      Fingerprint print = each.alert().fingerprint();
      if (each.decision() instanceof RuleMatch match && !known.contains(print)) {
        KnownIncident incident =
            new KnownIncident(ids.get(), match.rule().name(), match.subject().namespace());
        toOpen.put(dated.get(print), incident);
        opened.put(print, incident);
      }
    }
    incidents.insert(toOpen, now);
    return opened;
  }

  private static Receipt notOpened(
      Intake.Decided each, boolean fresh, Map<Fingerprint, KnownIncident> known) {
    Fingerprint print = each.alert().fingerprint();
    return fresh
        ? Receipts.unmatched(print, (NoMatch) each.decision())
        : Receipts.duplicate(print, Optional.ofNullable(known.get(print)));
  }
}
