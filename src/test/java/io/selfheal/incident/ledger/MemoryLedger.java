package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import io.selfheal.incident.ledger.MemoryTables.IncidentRow;
import io.selfheal.incident.ledger.MemoryTables.TriageRow;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A ledger that models a crash, for simulations: what a call writes is synced to its {@link
 * MemoryDisk} when the call returns. Whoever ends the process before that, by throwing out of
 * {@code beforeSync}, has lost the whole call; the next process opens the same disk. It keeps no
 * audit: that is a chain of hashes over what SQLite has on file, and decides nothing.
 */
public final class MemoryLedger implements Ledger {
  private final MemoryDisk disk;
  private final Clock clock;
  private final Runnable beforeSync;
  private volatile boolean closed;

  private MemoryLedger(MemoryDisk disk, Clock clock, Runnable beforeSync) {
    this.disk = disk;
    this.clock = clock;
    this.beforeSync = beforeSync;
  }

  /** Frees what an earlier process worked on. */
  public static MemoryLedger open(MemoryDisk disk, Clock clock, Runnable beforeSync) {
    MemoryLedger ledger = new MemoryLedger(disk, clock, beforeSync);
    ledger.run(tables -> ledger.progress(tables).releaseAll());
    return ledger;
  }

  @Override
  public List<Receipt> accept(List<Intake> intakes) {
    return write(tables -> new MemoryIntake(tables, clock.instant()).take(intakes));
  }

  @Override
  public Optional<Claim> claim(Instant now) {
    return write(tables -> progress(tables).claim(now));
  }

  @Override
  public void release(Claim claim) {
    run(tables -> progress(tables).release(claim));
  }

  @Override
  public Claim begin(Claim claim, String step) {
    return write(tables -> progress(tables).begin(claim, step));
  }

  @Override
  public Optional<String> save(Claim claim, Incident next) {
    return write(tables -> progress(tables).save(claim, next));
  }

  @Override
  public Optional<Denial> saveIf(Claim claim, Incident next, FactCheck check) {
    return write(tables -> progress(tables).saveIf(claim, next, check));
  }

  @Override
  public Optional<Denial> reserveTermination(Claim claim, FactCheck check) {
    return write(tables -> facts(tables).reserve(claim, check));
  }

  @Override
  public Optional<Instant> terminationReserved(Claim claim) {
    return facts(read()).reservedBy(claim.incident());
  }

  @Override
  public void cancelTermination(Claim claim) {
    run(tables -> facts(tables).cancel(claim));
  }

  @Override
  public void record(Claim claim, List<Artefact> artefacts) {
    run(
        tables -> {
          artefacts(tables, clock.instant()).record(claim, artefacts);
          tables.triage.remove(claim.incident().id());
        });
  }

  @Override
  public LedgerFacts facts(Incident incident) {
    return facts(read()).about(incident);
  }

  @Override
  public boolean firesAgain(Incident incident, Instant since) {
    return facts(read()).firesAgain(incident, since);
  }

  @Override
  public Optional<Incident> incident(String id) {
    return read().incident(id);
  }

  @Override
  public List<Incident> open() {
    MemoryTables tables = read();
    return tables.incidents.values().stream()
        .filter(IncidentRow::open)
        .map(tables::incident)
        .toList();
  }

  @Override
  public List<Incident> newestOpen(int most) {
    List<Incident> all = open();
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  @Override
  public Map<Stage, Integer> openByStage() {
    return open().stream()
        .collect(Collectors.groupingBy(Incident::stage, Collectors.summingInt(incident -> 1)));
  }

  @Override
  public List<Instant> arrivals() {
    return facts(read()).arrivals();
  }

  @Override
  public Approval ask(Claim claim, String question, Duration open) {
    return write(tables -> questions(tables).ask(claim, question, open));
  }

  @Override
  public Optional<Reason> decide(String incident, Approval.Decision decision, String by) {
    return write(tables -> questions(tables).decide(incident, decision, by));
  }

  @Override
  public Optional<Approval> approval(String incident) {
    return Optional.ofNullable(read().approvals.get(incident));
  }

  @Override
  public List<Approval> openApprovals() {
    return questions(read()).open();
  }

  @Override
  public Optional<Paused> paused() {
    return read().paused;
  }

  @Override
  public Paused pause(String by, String reason) {
    return write(tables -> questions(tables).pause(by, reason));
  }

  @Override
  public Optional<Paused> resume(String by) {
    return write(tables -> questions(tables).resume());
  }

  @Override
  public List<PendingUpload> dueUploads(Instant now, int most) {
    return artefacts(read(), now).due(most);
  }

  @Override
  public void uploadSession(PendingUpload upload, Optional<String> session) {
    run(tables -> artefacts(tables, clock.instant()).session(upload, session));
  }

  @Override
  public void uploaded(PendingUpload upload, URI link) {
    run(tables -> artefacts(tables, clock.instant()).uploaded(upload, link));
  }

  @Override
  public void uploadFailed(PendingUpload upload, Reason reason, Instant retryAt) {
    run(tables -> artefacts(tables, clock.instant()).failed(upload, retryAt));
  }

  @Override
  public void uploadRemark(PendingUpload upload, String remark) {
    run(tables -> artefacts(tables, clock.instant()).remark(upload, remark));
  }

  @Override
  public void evidenceRemoved(Incident incident, List<String> places, String why) {
    run(tables -> {});
  }

  @Override
  public void expect(Claim claim) {
    run(
        tables -> {
          progress(tables).fence(claim);
          tables.triage.putIfAbsent(claim.incident().id(), new TriageRow(List.of(), false));
        });
  }

  @Override
  public List<Incident> unread(int most) {
    MemoryTables tables = read();
    return tables.incidents.values().stream()
        .filter(row -> tables.isExpected(row.id()))
        .limit(most)
        .map(tables::incident)
        .toList();
  }

  @Override
  public boolean isUnread(String incident) {
    return read().isUnread(incident);
  }

  @Override
  public void glanced(Incident incident, List<Finding> findings) {
    found(incident, new TriageRow(findings, false), List.of());
  }

  @Override
  public void read(Incident incident, List<Finding> findings, List<Artefact> files) {
    found(incident, new TriageRow(findings, true), files);
  }

  private void found(Incident incident, TriageRow row, List<Artefact> files) {
    run(
        tables -> {
          if (tables.isExpected(incident.id())) {
            tables.triage.replace(incident.id(), row);
            artefacts(tables, clock.instant()).add(incident.id(), files);
          }
        });
  }

  @Override
  public List<Precedent> precedents(Incident incident, int most) {
    return read().precedents(incident.id()).stream().limit(most).toList();
  }

  @Override
  public List<Finding> findings(String incident) {
    return Optional.ofNullable(read().triage.get(incident))
        .map(TriageRow::findings)
        .orElse(List.of());
  }

  @Override
  public Backlog uploadBacklog() {
    return artefacts(read(), clock.instant()).backlog();
  }

  @Override
  public void beat(String name, Instant at) {
    run(tables -> tables.beats.merge(name, at, (old, newer) -> newer.isAfter(old) ? newer : old));
  }

  @Override
  public Optional<Instant> lastBeat(String name) {
    return Optional.ofNullable(read().beats.get(name));
  }

  @Override
  public Outbox outboxOf(String notifier) {
    return new Outbox() {
      @Override
      public boolean tells() {
        return true;
      }

      @Override
      public List<PendingMessage> dueMessages(Instant now, int most) {
        return new MemoryOutbox(read(), now).due(notifier, most);
      }

      @Override
      public Optional<Approval> approval(String incident) {
        return MemoryLedger.this.approval(incident);
      }

      @Override
      public List<Finding> findings(String incident) {
        return MemoryLedger.this.findings(incident);
      }

      @Override
      public void noted(PendingMessage message, List<Posting> postings) {
        outbox(rows -> rows.noted(notifier, message, postings));
      }

      @Override
      public void delivered(PendingMessage message, List<Posting> postings) {
        outbox(rows -> rows.delivered(notifier, message, postings));
      }

      @Override
      public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
        outbox(rows -> rows.failed(notifier, message, retryAt));
      }

      @Override
      public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
        String ours = notifier.equals(FIRST) ? key : notifier + "/" + key;
        return write(tables -> new MemoryOutbox(tables, now).sayOnce(incidentId, ours, window));
      }
    };
  }

  @Override
  public void tellThrough(Collection<String> notifiers) {
    outbox(rows -> rows.tellThrough(notifiers));
  }

  @Override
  public boolean tells() {
    return true;
  }

  @Override
  public List<PendingMessage> dueMessages(Instant now, int most) {
    return outboxOf(FIRST).dueMessages(now, most);
  }

  @Override
  public void noted(PendingMessage message, List<Posting> postings) {
    outboxOf(FIRST).noted(message, postings);
  }

  @Override
  public void delivered(PendingMessage message, List<Posting> postings) {
    outboxOf(FIRST).delivered(message, postings);
  }

  @Override
  public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
    outboxOf(FIRST).deliveryFailed(message, reason, retryAt);
  }

  @Override
  public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
    return outboxOf(FIRST).sayOnce(incidentId, key, now, window);
  }

  private void outbox(Consumer<MemoryOutbox> work) {
    run(tables -> work.accept(new MemoryOutbox(tables, clock.instant())));
  }

  @Override
  public void check() {
    run(tables -> {});
  }

  @Override
  public void close() {
    closed = true;
  }

  private MemoryQuestions questions(MemoryTables tables) {
    return new MemoryQuestions(tables, clock.instant());
  }

  private MemoryProgress progress(MemoryTables tables) {
    return new MemoryProgress(tables, clock.instant());
  }

  private MemoryFacts facts(MemoryTables tables) {
    return new MemoryFacts(tables, clock.instant());
  }

  private static MemoryArtefacts artefacts(MemoryTables tables, Instant now) {
    return new MemoryArtefacts(tables, now);
  }

  private MemoryTables read() {
    if (closed) {
      throw new LedgerException("Cannot use the ledger: it is closed; open it again");
    }
    return disk.read();
  }

  private void run(Consumer<MemoryTables> work) {
    write(
        tables -> {
          work.accept(tables);
          return null;
        });
  }

  private synchronized <T> T write(Function<MemoryTables, T> work) {
    MemoryTables tables = read().copy();
    T result = work.apply(tables);
    beforeSync.run();
    disk.sync(tables);
    return result;
  }
}
