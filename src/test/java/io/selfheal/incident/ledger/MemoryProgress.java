package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.ledger.MemoryTables.Holding;
import io.selfheal.incident.ledger.MemoryTables.IncidentRow;
import io.selfheal.incident.ledger.MemoryTables.StepKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** Claims, intents and results. */
final class MemoryProgress {
  private final MemoryTables tables;
  private final Instant now;

  MemoryProgress(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  /** Of the namespace after the one whose turn it was. */
  Optional<Claim> claim(Instant until) {
    return due(until, row -> row.namespace().compareTo(tables.turn) > 0)
        .or(() -> due(until, row -> true))
        .map(this::claimed);
  }

  private Optional<IncidentRow> due(Instant until, Predicate<IncidentRow> which) {
    return tables.incidents.values().stream()
        .filter(row -> row.open() && !row.holding().claimed())
        .filter(row -> !row.progress().dueAt().isAfter(until))
        .filter(which)
        .min(
            Comparator.comparing(IncidentRow::namespace)
                .thenComparing(row -> row.progress().dueAt())
                .thenComparing(IncidentRow::number));
  }

  private Claim claimed(IncidentRow row) {
    long epoch = row.holding().epoch() + 1;
    tables.turn = row.namespace();
    tables.put(row.held(new Holding(true, epoch)));
    return new Claim(tables.incident(row), epoch, false);
  }

  void release(Claim claim) {
    fence(claim);
    free(row(claim));
  }

  void releaseAll() {
    tables.incidents.values().stream()
        .filter(row -> row.holding().claimed())
        .toList()
        .forEach(this::free);
  }

  private void free(IncidentRow row) {
    tables.put(row.held(new Holding(false, row.holding().epoch())));
  }

  /** Throws unless the claim is the newest one and was not given back. */
  void fence(Claim claim) {
    if (!row(claim).holding().equals(new Holding(true, claim.epoch()))) {
      throw new LedgerException(
          "Cannot write incident " + claim.incident().id() + ": its claim has passed on");
    }
  }

  Claim begin(Claim claim, String step) {
    fence(claim);
    boolean open = tables.intents.put(new StepKey(claim.incident().id(), step), now) != null;
    return open ? claim.resuming() : claim;
  }

  Optional<String> save(Claim claim, Incident next) {
    fence(claim);
    Optional<String> holder = next.closed() ? Optional.empty() : holder(next);
    if (holder.isEmpty()) {
      write(claim, next);
    }
    return holder;
  }

  Optional<Denial> saveIf(Claim claim, Incident next, FactCheck check) {
    fence(claim);
    Optional<Denial> denial = check.deny(new MemoryFacts(tables, now).about(next));
    if (denial.isEmpty() && save(claim, next).isPresent()) {
      throw new LedgerException("Cannot save incident " + next.id() + ": its container is held");
    }
    return denial;
  }

  private void write(Claim claim, Incident next) {
    IncidentRow before = row(claim);
    if (next.progress().attempts() <= before.progress().attempts()) {
      tables.intents.keySet().removeIf(key -> key.incident().equals(next.id()));
    }
    tables.put(before.saved(next));
    if (shows(claim.incident(), next)) {
      new MemoryOutbox(tables, now).changed(next.id());
    }
  }

  private Optional<String> holder(Incident next) {
    return next.target().stream()
        .flatMap(
            target ->
                tables.incidents.values().stream()
                    .filter(row -> row.open() && !row.id().equals(next.id()))
                    .filter(
                        row ->
                            row.target()
                                .map(
                                    other ->
                                        other.pod().uid().equals(target.pod().uid())
                                            && other
                                                .jvm()
                                                .containerId()
                                                .equals(target.jvm().containerId()))
                                .orElse(false)))
        .map(IncidentRow::id)
        .findFirst();
  }

  private static boolean shows(Incident before, Incident next) {
    return before.stage() != next.stage()
        || !before
            .progress()
            .deferral()
            .map(Deferral::reason)
            .equals(next.progress().deferral().map(Deferral::reason));
  }

  private IncidentRow row(Claim claim) {
    return tables.incidents.get(claim.incident().id());
  }
}
