package io.selfheal.incident.ledger;

import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.ledger.MemoryTables.OutboxKey;
import io.selfheal.incident.ledger.MemoryTables.OutboxRow;
import io.selfheal.incident.ledger.MemoryTables.SaidRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What people are to be told by each notifier, and what they were told. */
final class MemoryOutbox {
  private final MemoryTables tables;
  private final Instant now;

  MemoryOutbox(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  void tellThrough(Collection<String> notifiers) {
    tables.notifiers.retainAll(notifiers);
    tables.notifiers.addAll(notifiers);
    tables.outbox.keySet().removeIf(key -> !notifiers.contains(key.notifier()));
  }

  void changed(String incident) {
    OutboxRow first = new OutboxRow(1, 0, now, 0, Optional.empty(), List.of(), Repeats.NONE);
    for (String notifier : tables.notifiers) {
      tables.outbox.merge(
          new OutboxKey(incident, notifier),
          first,
          (before, ignored) -> before.changed(now, before.repeats()));
    }
  }

  void resolved(String incident) {
    posted(incident, row -> row.changed(now, row.repeats()));
  }

  void repeated(String incident) {
    posted(incident, this::repeated);
  }

  private OutboxRow repeated(OutboxRow row) {
    Repeats repeats = new Repeats(row.repeats().count() + 1, Optional.of(now));
    return Integer.bitCount(repeats.count()) == 1 ? row.changed(now, repeats) : row.with(repeats);
  }

  private void posted(String incident, UnaryOperator<OutboxRow> change) {
    tables.outbox.replaceAll(
        (key, row) ->
            key.incident().equals(incident) && !row.postings().isEmpty() ? change.apply(row) : row);
  }

  List<PendingMessage> due(String notifier, int most) {
    return tables.outbox.entrySet().stream()
        .filter(entry -> entry.getKey().notifier().equals(notifier) && entry.getValue().open())
        .filter(entry -> entry.getValue().retryAt().map(at -> !at.isAfter(now)).orElse(true))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<OutboxKey, OutboxRow> entry) -> entry.getValue().changedAt())
                .thenComparing(entry -> tables.incidents.get(entry.getKey().incident()).number()))
        .limit(most)
        .map(entry -> pending(entry.getKey().incident(), entry.getValue()))
        .toList();
  }

  private PendingMessage pending(String incident, OutboxRow row) {
    return new PendingMessage(
        tables.incident(incident).orElseThrow(),
        row.postings(),
        row.repeats(),
        row.version(),
        row.attempts());
  }

  void noted(String notifier, PendingMessage message, List<Posting> postings) {
    change(notifier, message, row -> row.with(postings));
  }

  void delivered(String notifier, PendingMessage message, List<Posting> postings) {
    change(notifier, message, row -> row.with(postings).told(message.version(), now));
  }

  void failed(String notifier, PendingMessage message, Instant retryAt) {
    change(notifier, message, row -> row.failed(retryAt));
  }

  private void change(String notifier, PendingMessage message, UnaryOperator<OutboxRow> change) {
    tables.outbox.computeIfPresent(
        new OutboxKey(message.incident().id(), notifier), (key, row) -> change.apply(row));
  }

  boolean sayOnce(String incident, String key, Duration window) {
    SaidRow before = tables.said.get(key);
    boolean over = before == null || !before.saidAt().isAfter(now.minus(window));
    if (!over && !before.incident().equals(incident)) {
      return false;
    }
    tables.said.put(key, new SaidRow(over ? now : before.saidAt(), incident));
    return true;
  }
}
