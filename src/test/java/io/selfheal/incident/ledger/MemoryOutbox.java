package io.selfheal.incident.ledger;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.ledger.MemoryTables.OutboxRow;
import io.selfheal.incident.ledger.MemoryTables.SaidRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people are to be told, and what they were told. */
final class MemoryOutbox {
  private final MemoryTables tables;
  private final Instant now;

  MemoryOutbox(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  void changed(String incident) {
    OutboxRow first = new OutboxRow(1, 0, now, 0, Optional.empty(), Optional.empty());
    tables.outbox.merge(incident, first, (before, ignored) -> again(before));
  }

  private OutboxRow again(OutboxRow row) {
    Instant changedAt = row.told() < row.version() ? row.changedAt() : now;
    return new OutboxRow(
        row.version() + 1, row.told(), changedAt, row.attempts(), row.retryAt(), row.sent());
  }

  List<PendingMessage> due(int most) {
    return tables.outbox.entrySet().stream()
        .filter(entry -> entry.getValue().told() < entry.getValue().version())
        .filter(entry -> entry.getValue().retryAt().map(at -> !at.isAfter(now)).orElse(true))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, OutboxRow> entry) -> entry.getValue().changedAt())
                .thenComparing(entry -> tables.incidents.get(entry.getKey()).number()))
        .limit(most)
        .map(entry -> pending(entry.getKey(), entry.getValue()))
        .toList();
  }

  private PendingMessage pending(String incident, OutboxRow row) {
    return new PendingMessage(
        tables.incident(incident).orElseThrow(), row.sent(), row.version(), row.attempts());
  }

  void delivered(PendingMessage message, Optional<MessageRef> sent) {
    tables.outbox.computeIfPresent(
        message.incident().id(),
        (id, row) ->
            new OutboxRow(
                row.version(),
                Math.max(row.told(), message.version()),
                now,
                0,
                Optional.empty(),
                sent.or(row::sent)));
  }

  void failed(PendingMessage message, Instant retryAt) {
    tables.outbox.computeIfPresent(
        message.incident().id(),
        (id, row) ->
            new OutboxRow(
                row.version(),
                row.told(),
                row.changedAt(),
                row.attempts() + 1,
                Optional.of(retryAt),
                row.sent()));
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
