package io.selfheal.notification;

import io.selfheal.config.Rate;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Arrivals;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Storm;
import io.selfheal.triage.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An outbox that forgets when the test ends, and that can fail to note a delivery. */
final class MemoryOutbox implements Outbox, Arrivals {
  /** More than two within a minute, until a minute is calm. */
  static final Storm STORM = new Storm(new Rate(2, Duration.ofMinutes(1)), Duration.ofMinutes(1));

  private static final class Row {
    Incident incident;
    List<Posting> postings = List.of();
    Repeats repeats = Repeats.NONE;
    long version;
    long told;
    int attempts;
    Instant dueAt = Instant.MIN;
  }

  private record Said(String incident, Instant at) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Said> said = new HashMap<>();
  final Map<String, Approval> approvals = new HashMap<>();
  final Map<String, List<Finding>> findings = new HashMap<>();
  final List<Reason> failures = new ArrayList<>();
  boolean cannotNote;

  /** Another one tells people since a message went out. */
  boolean lost;

  boolean loseAfterNext;

  /** When incidents came in, the newest first; a test says so itself. */
  List<Instant> arrivals = List.of();

  @Override
  public List<Finding> findings(String incident) {
    return findings.getOrDefault(incident, List.of());
  }

  void changed(Incident incident) {
    Row row = rows.computeIfAbsent(incident.id(), id -> new Row());
    row.incident = incident;
    row.version++;
  }

  void repeated(Incident incident, Repeats repeats) {
    rows.get(incident.id()).repeats = repeats;
    changed(incident);
  }

  PendingMessage pending(Incident incident) {
    Row row = rows.get(incident.id());
    return new PendingMessage(row.incident, row.postings, row.repeats, row.version, row.attempts);
  }

  List<Posting> postings(Incident incident) {
    return rows.get(incident.id()).postings;
  }

  Instant retryAt(Incident incident) {
    return rows.get(incident.id()).dueAt;
  }

  @Override
  public boolean tells() {
    return !lost;
  }

  @Override
  public List<PendingMessage> dueMessages(Instant now, int most) {
    return rows.values().stream()
        .filter(row -> row.told < row.version && !now.isBefore(row.dueAt))
        .limit(most)
        .map(row -> pending(row.incident))
        .toList();
  }

  @Override
  public Optional<Approval> approval(String incident) {
    return Optional.ofNullable(approvals.get(incident));
  }

  @Override
  public void noted(PendingMessage message, List<Posting> postings) {
    if (cannotNote) {
      throw new LedgerException("Cannot write: the disk is full");
    }
    rows.get(message.incident().id()).postings = postings;
    lost = loseAfterNext;
  }

  @Override
  public void delivered(PendingMessage message, List<Posting> postings) {
    noted(message, postings);
    Row row = rows.get(message.incident().id());
    row.told = message.version();
    row.attempts = 0;
  }

  @Override
  public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
    Row row = rows.get(message.incident().id());
    row.attempts++;
    row.dueAt = retryAt;
    failures.add(reason);
  }

  @Override
  public List<Instant> arrivals() {
    return arrivals;
  }

  @Override
  public List<Incident> newestOpen(int most) {
    return rows.values().stream()
        .map(row -> row.incident)
        .filter(incident -> !incident.closed())
        .toList();
  }

  @Override
  public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
    Said last = said.get(key);
    boolean free = last == null || !now.isBefore(last.at().plus(window));
    if (free) {
      said.put(key, new Said(incidentId, now));
    }
    return free || last.incident().equals(incidentId);
  }
}
