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
import org.jdbi.v3.core.Handle;

/** The ledger in a database. What a call wrote has survived a crash when it returns. */
final class JdbcLedger implements Ledger {
  private final LedgerStore store;
  private final Member self;
  private final Clock clock;
  private final IntakeQueue intake;
  private final Claims claims;
  private final Outbox first;

  JdbcLedger(LedgerStore store, Member self, Clock clock) {
    this.store = store;
    this.self = self;
    this.clock = clock;
    this.intake = new IntakeQueue(store.writer(), clock);
    this.claims = new Claims(store, self);
    this.first = outboxOf(FIRST);
  }

  /** For tests that want to break it from within. */
  LedgerStore store() {
    return store;
  }

  @Override
  public List<Receipt> accept(List<Intake> intakes) {
    return intake.accept(intakes);
  }

  @Override
  public Optional<Claim> claim(Instant now) {
    return claims.claim(now);
  }

  @Override
  public void release(Claim claim) {
    claims.release(claim);
  }

  @Override
  public Claim begin(Claim claim, String step) {
    return store.write(handle -> progress(handle).begin(claim, step));
  }

  @Override
  public Optional<String> save(Claim claim, Incident next) {
    return store.write(handle -> progress(handle).save(claim, next));
  }

  @Override
  public Optional<Denial> saveIf(Claim claim, Incident next, FactCheck check) {
    return store.write(handle -> progress(handle).saveIf(claim, next, check));
  }

  @Override
  public Optional<Denial> reserveTermination(Claim claim, FactCheck check) {
    return store.write(handle -> new FactRows(handle, clock.instant()).reserve(claim, check));
  }

  @Override
  public Optional<Instant> terminationReserved(Claim claim) {
    return store.read(handle -> new FactRows(handle, clock.instant()).reservedBy(claim.incident()));
  }

  @Override
  public void cancelTermination(Claim claim) {
    run(handle -> new FactRows(handle, clock.instant()).cancel(claim));
  }

  @Override
  public void record(Claim claim, List<Artefact> artefacts) {
    run(handle -> artefacts(handle).record(claim, artefacts, clock.instant()));
  }

  @Override
  public LedgerFacts facts(Incident incident) {
    return store.read(handle -> new FactRows(handle, clock.instant()).about(incident));
  }

  @Override
  public boolean firesAgain(Incident incident, Instant since) {
    return store.read(handle -> new FactRows(handle, clock.instant()).firesAgain(incident, since));
  }

  @Override
  public Optional<Incident> incident(String id) {
    return store.read(handle -> new IncidentRows(handle).find(id));
  }

  @Override
  public List<Incident> open() {
    return store.read(handle -> new IncidentRows(handle).open());
  }

  @Override
  public List<Incident> newestOpen(int most) {
    return store.read(handle -> new IncidentRows(handle).newestOpen(most));
  }

  @Override
  public Map<Stage, Integer> openByStage() {
    return store.read(handle -> new IncidentRows(handle).openByStage());
  }

  @Override
  public Approval ask(Claim claim, String question, Duration open) {
    return store.write(handle -> approvals(handle).ask(claim, question, open));
  }

  @Override
  public Optional<Reason> decide(String incident, Approval.Decision decision, String by) {
    return store.write(handle -> approvals(handle).decide(incident, decision, by));
  }

  @Override
  public Optional<Approval> approval(String incident) {
    return store.read(handle -> approvals(handle).find(incident));
  }

  @Override
  public List<Approval> openApprovals() {
    return store.read(handle -> approvals(handle).open());
  }

  @Override
  public Optional<Paused> paused() {
    return store.read(handle -> new PauseRow(handle, clock.instant()).read());
  }

  @Override
  public Paused pause(String by, String reason) {
    return store.write(handle -> new PauseRow(handle, clock.instant()).pause(by, reason));
  }

  @Override
  public Optional<Paused> resume(String by) {
    return store.write(handle -> new PauseRow(handle, clock.instant()).resume(by));
  }

  @Override
  public List<PendingUpload> dueUploads(Instant now, int most) {
    return store.read(handle -> artefacts(handle).due(now, most));
  }

  @Override
  public void uploadSession(PendingUpload upload, Optional<String> session) {
    run(handle -> artefacts(handle).session(upload, session));
  }

  @Override
  public void uploaded(PendingUpload upload, URI link) {
    run(handle -> artefacts(handle).uploaded(upload, link, clock.instant()));
  }

  @Override
  public void uploadFailed(PendingUpload upload, Reason reason, Instant retryAt) {
    run(handle -> artefacts(handle).failed(upload, reason, retryAt));
  }

  @Override
  public void uploadRemark(PendingUpload upload, String remark) {
    run(handle -> artefacts(handle).remark(upload, remark, clock.instant()));
  }

  @Override
  public void evidenceRemoved(Incident incident, List<String> places, String why) {
    run(handle -> new AuditTrail(handle, clock.instant()).removed(incident, places, why));
  }

  @Override
  public Backlog uploadBacklog() {
    return store.read(handle -> artefacts(handle).backlog());
  }

  @Override
  public void expect(Claim claim) {
    run(handle -> new FindingRows(handle, self).expect(claim));
  }

  @Override
  public List<Incident> unread(int most) {
    return store.read(handle -> new FindingRows(handle, self).unread(most));
  }

  @Override
  public boolean isUnread(String incident) {
    return store.read(handle -> new FindingRows(handle, self).isUnread(incident));
  }

  @Override
  public void glanced(Incident incident, List<Finding> findings) {
    Instant now = clock.instant();
    run(handle -> new FindingRows(handle, self).glanced(incident, findings, now));
  }

  @Override
  public void read(Incident incident, List<Finding> findings, List<Artefact> files) {
    Instant now = clock.instant();
    run(handle -> new FindingRows(handle, self).read(incident, findings, files, now));
  }

  @Override
  public List<Precedent> precedents(Incident incident, int most) {
    return store.read(handle -> new FindingRows(handle, self).precedents(incident.id(), most));
  }

  @Override
  public List<Finding> findings(String incident) {
    return store.read(handle -> new FindingRows(handle, self).of(incident));
  }

  @Override
  public List<Instant> arrivals() {
    return store.read(handle -> new ArrivalRows(handle).newest());
  }

  @Override
  public void beat(String name, Instant at) {
    run(handle -> new HeartbeatRows(handle).beat(name, at));
  }

  @Override
  public Optional<Instant> lastBeat(String name) {
    return store.read(handle -> new HeartbeatRows(handle).last(name));
  }

  @Override
  public Outbox outboxOf(String notifier) {
    return new NotifierOutbox(notifier, store, self, clock);
  }

  @Override
  public void tellThrough(Collection<String> notifiers) {
    run(handle -> new OutboxRows(handle, clock.instant()).tellThrough(notifiers));
  }

  @Override
  public boolean tells() {
    return first.tells();
  }

  @Override
  public List<PendingMessage> dueMessages(Instant now, int most) {
    return first.dueMessages(now, most);
  }

  @Override
  public void noted(PendingMessage message, List<Posting> postings) {
    first.noted(message, postings);
  }

  @Override
  public void delivered(PendingMessage message, List<Posting> postings) {
    first.delivered(message, postings);
  }

  @Override
  public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
    first.deliveryFailed(message, reason, retryAt);
  }

  @Override
  public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
    return first.sayOnce(incidentId, key, now, window);
  }

  @Override
  public void check() {
    long written = store.write(handle -> new ProbeRow(handle).write());
    if (store.read(handle -> new ProbeRow(handle).read()) < written) {
      throw new LedgerException(
          "Cannot trust the ledger: it read back another value than it wrote; check its volume");
    }
  }

  @Override
  public void close() {
    store.close();
    self.close();
  }

  private ArtefactRows artefacts(Handle handle) {
    return new ArtefactRows(handle, self);
  }

  private ApprovalRows approvals(Handle handle) {
    return new ApprovalRows(handle, clock.instant());
  }

  private ProgressRows progress(Handle handle) {
    return new ProgressRows(handle, clock.instant());
  }

  private void run(Consumer<Handle> work) {
    store.write(
        handle -> {
          work.accept(handle);
          return null;
        });
  }
}
