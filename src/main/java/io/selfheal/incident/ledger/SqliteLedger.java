package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Receipt;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The ledger in one SQLite file, for one responder: a second one on the same file is refused. What
 * a call wrote is fsynced when it returns.
 */
public final class SqliteLedger implements Ledger {
  private final LedgerStore store;
  private final Clock clock;
  private final IntakeQueue intake;

  /** Claims whose release could not be written: nobody else would ever give them back. */
  private final Queue<Claim> owed = new ConcurrentLinkedQueue<>();

  private SqliteLedger(LedgerStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.intake = new IntakeQueue(store.writer(), clock);
  }

  /**
   * Opens or creates the file, brings its tables forward, and frees what an earlier process worked
   * on.
   *
   * @throws LedgerException when another responder has it open, or it cannot be written
   */
  public static SqliteLedger open(Path file, Clock clock) {
    return new SqliteLedger(LedgerStore.open(file), clock);
  }

  /** Loads the libraries that {@link #open} needs, by a question to a database in memory. */
  public static void load() {
    SqliteFile.load();
  }

  /** For tests that want to break it from within. */
  LedgerStore store() {
    return store;
  }

  @Override
  public List<Receipt> accept(List<Intake> intakes) {
    return intake.accept(intakes);
  }

  /** Asks a reader first: workers ask often, and an empty answer must cost no fsync. */
  @Override
  public Optional<Claim> claim(Instant now) {
    freeOwed();
    return store.read(handle -> new ClaimRows(handle).anyDue(now))
        ? store.write(handle -> new ClaimRows(handle).claim(now))
        : Optional.empty();
  }

  @Override
  public void release(Claim claim) {
    try {
      run(handle -> new ClaimRows(handle).release(claim));
    } catch (LedgerException e) {
      owed.add(claim);
      throw e;
    }
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
    run(handle -> new ArtefactRows(handle).record(claim, artefacts, clock.instant()));
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
  public List<Instant> arrivals() {
    return store.read(handle -> new ArrivalRows(handle).newest());
  }

  @Override
  public List<Incident> open() {
    return store.read(handle -> new IncidentRows(handle).open());
  }

  @Override
  public List<PendingUpload> dueUploads(Instant now, int most) {
    return store.read(handle -> new ArtefactRows(handle).due(now, most));
  }

  @Override
  public void uploadSession(PendingUpload upload, Optional<String> session) {
    run(handle -> new ArtefactRows(handle).session(upload, session));
  }

  @Override
  public void uploaded(PendingUpload upload, URI link) {
    run(handle -> new ArtefactRows(handle).uploaded(upload, link, clock.instant()));
  }

  @Override
  public void uploadFailed(PendingUpload upload, Reason reason, Instant retryAt) {
    run(handle -> new ArtefactRows(handle).failed(upload, reason, retryAt));
  }

  @Override
  public Backlog uploadBacklog() {
    return store.read(handle -> new ArtefactRows(handle).backlog());
  }

  @Override
  public List<PendingMessage> dueMessages(Instant now, int most) {
    return store.read(handle -> new OutboxRows(handle, now).due(most));
  }

  @Override
  public void delivered(PendingMessage message, Optional<MessageRef> sent) {
    run(handle -> new OutboxRows(handle, clock.instant()).delivered(message, sent));
  }

  @Override
  public void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt) {
    run(handle -> new OutboxRows(handle, clock.instant()).failed(message, reason, retryAt));
  }

  @Override
  public boolean sayOnce(String incidentId, String key, Instant now, Duration window) {
    return store.write(handle -> new OutboxRows(handle, now).sayOnce(incidentId, key, window));
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
  }

  private void freeOwed() {
    for (Claim claim = owed.peek(); claim != null; claim = owed.peek()) {
      Claim oldest = claim;
      run(handle -> new ClaimRows(handle).free(oldest));
      owed.remove(oldest);
    }
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
