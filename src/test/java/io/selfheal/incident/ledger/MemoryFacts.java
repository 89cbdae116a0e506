package io.selfheal.incident.ledger;

import io.selfheal.alert.AlertStatus;
import io.selfheal.config.Rate;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.LedgerFacts.AtWork;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Storm;
import io.selfheal.incident.Target;
import io.selfheal.incident.Termination;
import io.selfheal.incident.Terminations;
import io.selfheal.incident.ledger.MemoryTables.ArtefactRow;
import io.selfheal.incident.ledger.MemoryTables.IncidentRow;
import io.selfheal.incident.ledger.MemoryTables.TerminationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What was terminated, by whom, and what is going on. */
final class MemoryFacts {
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private final MemoryTables tables;
  private final Instant now;

  MemoryFacts(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  LedgerFacts about(Incident incident) {
    String workload = incident.target().map(target -> target.workload().toString()).orElse("");
    List<IncidentRow> others =
        tables.incidents.values().stream()
            .filter(row -> !row.id().equals(incident.id()))
            .filter(this::active)
            .toList();
    return new LedgerFacts(
        terminations(incident),
        lastCapture(incident, workload),
        atWork(workload, others),
        arrivals(),
        Optional.ofNullable(tables.approvals.get(incident.id())));
  }

  private static AtWork atWork(String workload, List<IncidentRow> others) {
    return new AtWork((int) others.stream().filter(row -> row.of(workload)).count(), others.size());
  }

  List<Instant> arrivals() {
    return tables.incidents.values().stream()
        .sorted(Comparator.comparing(IncidentRow::number).reversed())
        .filter(row -> tables.incident(row).asks())
        .limit(Storm.SEEN)
        .map(row -> row.origin().receivedAt())
        .toList();
  }

  /** What waits with its evidence for a gate is not at work, unless it holds its termination. */
  private boolean active(IncidentRow row) {
    boolean waits =
        row.stage() == Stage.EVIDENCE_SECURED
            && row.progress().deferral().isPresent()
            && reservedBy(tables.incident(row)).isEmpty();
    return row.open() && row.stage().compareTo(Stage.ADMITTED) >= 0 && !waits;
  }

  private Optional<Instant> lastCapture(Incident incident, String workload) {
    return tables.artefacts.values().stream()
        .filter(row -> !row.incident().equals(incident.id()))
        .filter(row -> tables.incidents.get(row.incident()).of(workload))
        .map(ArtefactRow::recordedAt)
        .max(Comparator.naturalOrder());
  }

  private Terminations terminations(Incident incident) {
    Optional<Target> target = incident.target();
    String workload = target.map(found -> found.workload().toString()).orElse("");
    String namespace = target.map(found -> found.workload().namespace()).orElse("");
    return new Terminations(
        newest(incident, row -> row.workload().equals(workload)).stream()
            .map(row -> new Termination(began(row), row.reservedAt()))
            .toList(),
        times(newest(incident, row -> row.namespace().equals(namespace))),
        times(newest(incident, row -> true)));
  }

  private Instant began(TerminationRow row) {
    return tables.incidents.get(row.incident()).alert().startsAt();
  }

  private List<TerminationRow> newest(Incident incident, Predicate<TerminationRow> which) {
    return tables.terminations.values().stream()
        .filter(row -> !row.incident().equals(incident.id()))
        .filter(which)
        .sorted(Comparator.comparing(TerminationRow::reservedAt).reversed())
        .limit(Rate.MOST)
        .toList();
  }

  private static List<Instant> times(List<TerminationRow> rows) {
    return rows.stream().map(TerminationRow::reservedAt).toList();
  }

  boolean firesAgain(Incident incident, Instant since) {
    Target target = targetOf(incident);
    return tables.incidents.values().stream()
        .filter(row -> row.of(target.workload().toString()))
        .filter(row -> row.origin().rule().equals(incident.origin().rule()))
        .filter(row -> !row.target().orElseThrow().pod().uid().equals(target.pod().uid()))
        .filter(row -> row.alert().startsAt().isAfter(since))
        .anyMatch(row -> row.origin().resolvedAt().isEmpty() && !resolvedSince(row));
  }

  private boolean resolvedSince(IncidentRow row) {
    return tables.alerts.keySet().stream()
        .filter(key -> key.status() == AlertStatus.RESOLVED)
        .filter(key -> key.fingerprint().equals(row.alert().fingerprint()))
        .anyMatch(key -> !key.startsAt().isBefore(row.alert().startsAt()));
  }

  Optional<Denial> reserve(Claim claim, FactCheck check) {
    new MemoryProgress(tables, now).fence(claim);
    Incident incident = claim.incident();
    Target target = targetOf(incident);
    TerminationRow by = tables.terminations.get(target.pod().uid());
    if (by != null) {
      return by.incident().equals(incident.id()) ? Optional.empty() : Optional.of(taken(by));
    }
    Optional<Denial> denial = check.deny(about(incident));
    if (denial.isEmpty()) {
      String workload = target.workload().toString();
      String namespace = target.workload().namespace();
      tables.terminations.put(
          target.pod().uid(), new TerminationRow(incident.id(), workload, namespace, now));
    }
    return denial;
  }

  private Denial taken(TerminationRow by) {
    String sentence = "Incident " + by.incident() + " already terminates this pod.";
    return Denial.until(now.plus(ASK_AGAIN), new Reason("already-terminated", sentence));
  }

  Optional<Instant> reservedBy(Incident incident) {
    return Optional.ofNullable(tables.terminations.get(targetOf(incident).pod().uid()))
        .filter(row -> row.incident().equals(incident.id()))
        .map(TerminationRow::reservedAt);
  }

  void cancel(Claim claim) {
    new MemoryProgress(tables, now).fence(claim);
    tables.terminations.values().removeIf(row -> row.incident().equals(claim.incident().id()));
  }

  private static Target targetOf(Incident incident) {
    return incident
        .target()
        .orElseThrow(() -> new LedgerException("Cannot tell the pod of incident " + incident.id()));
  }
}
