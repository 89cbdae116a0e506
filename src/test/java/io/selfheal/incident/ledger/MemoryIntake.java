package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.ledger.MemoryTables.AlertKey;
import io.selfheal.incident.ledger.MemoryTables.AlertRow;
import io.selfheal.incident.ledger.MemoryTables.FiringRow;
import io.selfheal.incident.ledger.MemoryTables.Holding;
import io.selfheal.incident.ledger.MemoryTables.IncidentRow;
import io.selfheal.rules.NoMatch;
import io.selfheal.rules.RuleMatch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes alerts in, one after the other. */
final class MemoryIntake {
  private static final Duration SILENCE = Duration.ofHours(6);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final MemoryTables tables;
  private final Instant now;

  MemoryIntake(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  List<Receipt> take(List<Intake> intakes) {
    return intakes.stream().map(this::take).toList();
  }

  private Receipt take(Intake intake) {
    if (intake instanceof Intake.Quarantined quarantined) {
      return Receipts.quarantined(quarantined);
    }
    Intake.Decided decided = (Intake.Decided) intake;
    return decided.alert().firing() ? firing(decided) : resolved(decided.alert());
  }

  private Receipt firing(Intake.Decided decided) {
    Fingerprint print = decided.alert().fingerprint();
    FiringRow fires = tables.firing.merge(print, new FiringRow(now, now), this::again);
    Alert alert = decided.alert().startingAt(decided.alert().startsAt().orElse(fires.since()));
    AlertKey key = key(alert);
    boolean fresh = tables.alerts.putIfAbsent(key, new AlertRow(alert, now)) == null;
    Optional<IncidentRow> known =
        Optional.ofNullable(tables.incidentOf.get(key)).map(tables.incidents::get);
    known.filter(IncidentRow::open).ifPresent(row -> tables.put(row.forward(now)));
    known.ifPresent(row -> new MemoryOutbox(tables, now).repeated(row.id()));
    if (known.isEmpty() && decided.decision() instanceof RuleMatch match) {
      return Receipts.queued(print, open(key, match));
    }
    return fresh
        ? Receipts.unmatched(print, (NoMatch) decided.decision())
        : Receipts.duplicate(print, known.map(IncidentRow::known));
  }

  private FiringRow again(FiringRow before, FiringRow newer) {
    boolean silent = !before.lastSeen().isAfter(now.minus(SILENCE));
    return new FiringRow(silent ? now : before.since(), now);
  }

  private KnownIncident open(AlertKey key, RuleMatch match) {
    Optional<Instant> resolvedAt =
        Optional.ofNullable(tables.alerts.get(key.with(AlertStatus.RESOLVED)))
            .map(AlertRow::receivedAt);
    String rule = match.rule().name();
    Origin origin = new Origin(tables.alerts.get(key).alert(), rule, now, resolvedAt);
    long number = tables.number();
    String id = TIME.format(now) + '-' + HexFormat.of().toHexDigits((int) number);
    KnownIncident known = new KnownIncident(id, rule, match.subject().namespace());
    tables.put(
        new IncidentRow(
            number, known, key, origin, Optional.empty(), Progress.received(now), Holding.NOBODY));
    tables.incidentOf.put(key, id);
    return known;
  }

  private Receipt resolved(Alert resolved) {
    Fingerprint print = resolved.fingerprint();
    Optional<FiringRow> fired = Optional.ofNullable(tables.firing.remove(print));
    Instant otherwise = fired.map(FiringRow::since).orElse(now);
    Alert alert = resolved.startingAt(resolved.startsAt().orElse(otherwise));
    boolean fresh = tables.alerts.putIfAbsent(key(alert), new AlertRow(alert, now)) == null;
    tables.incidents.values().stream()
        .filter(row -> row.alert().fingerprint().equals(print))
        .filter(row -> row.open() || row.alert().startsAt().equals(alert.startsAt().orElseThrow()))
        .filter(row -> row.origin().resolvedAt().isEmpty())
        .toList()
        .forEach(this::resolve);
    return fresh ? Receipts.resolved(print) : Receipts.duplicate(print, Optional.empty());
  }

  private void resolve(IncidentRow row) {
    IncidentRow resolved = row.resolved(now);
    tables.put(row.open() ? resolved.forward(now) : resolved);
    new MemoryOutbox(tables, now).resolved(row.id());
  }

  private static AlertKey key(Alert alert) {
    return new AlertKey(alert.fingerprint(), alert.startsAt().orElseThrow(), alert.status());
  }
}
