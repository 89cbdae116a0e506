package io.selfheal.reliability.matrix;

import io.selfheal.alert.Alert;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.Spool;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.notification.Notifier;
import io.selfheal.reliability.matrix.SimulatedEvidence.Taken;
import io.selfheal.response.Leftovers;
import io.selfheal.response.SecuredBy;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpooledFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One run: a world that the seed makes, and a responder in it that meets what the plan has. */
final class Simulation {
  /** What a run that broke no promise came to. */
  record Result(long boundaries, long faults, long crashes, long removals) {}

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Engine engine;
  private final SpoolFolder spoolFolder;
  private final Random random;
  private final Timeline timeline = new Timeline();
  private final Trace trace;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Episode> episodes = new ArrayList<>();
  private final SecuredBy securedBy;
  private final Promises promises;
  private final Boundaries boundaries;
  private final SimulatedCluster cluster;
  private final SimulatedStore store = new SimulatedStore();
  private final SimulatedChannel channel;
  private final Alertmanagers alertmanagers;

  /** Of the process at work, unwatched; closed while none is. */
  private Ledger ledger;

  private ResponderProcess process;
  private Instant upAgainAt;

  Simulation(Engine engine, SpoolFolder spoolFolder, long seed, Plan plan, boolean traced) {
    this.engine = engine;
    this.spoolFolder = spoolFolder;
    this.random = new Random(seed);
    this.trace = new Trace(traced, timeline);
    this.securedBy = random.nextInt(3) == 0 ? SecuredBy.UPLOAD : SecuredBy.SPOOL;
    this.promises = new Promises(ResponderProcess.RULES, timeline, taken, this::secured, episodes);
    this.boundaries = new Boundaries(plan, timeline, trace, promises, this::disturb);
    this.cluster =
        new SimulatedCluster(timeline, random, random.nextInt(3) == 0, promises::accepted);
    this.channel = new SimulatedChannel(timeline);
    this.alertmanagers = new Alertmanagers(timeline, random, episodes, this::acknowledged);
    this.upAgainAt = timeline.now();
  }

  /**
   * @throws Broken when a promise was not kept
   */
  Result run() throws InterruptedException, IOException {
    try {
      new Script(timeline, random, cluster, alertmanagers, trace).write();
      Instant end = timeline.now().plus(LONGEST);
      while (!quiet()) {
        Promises.require(timeline.now().isBefore(end), () -> "it does not come to rest");
        goOn();
      }
      end();
      return new Result(
          boundaries.passed(), boundaries.met(), promises.crashes(), promises.removals());
    } finally {
      if (ledger != null) {
        ledger.close();
      }
    }
  }

  String trace() {
    return trace.toString();
  }

  private void goOn() throws InterruptedException, IOException {
    try {
      if (process == null && !timeline.now().isBefore(upAgainAt)) {
        start();
      }
      timeline.pass(process == null ? SECOND : turn());
    } catch (Crash e) {
      crashed();
    }
  }

  private void start() throws IOException {
    trace.say(() -> "a process starts");
    boundaries.start();
    ledger = engine.open(timeline.clock(), boundaries::beforeSync);
    promises.started(ledger);
    LocalSpool spool = spoolFolder.spool();
    Spool watchedSpool = boundaries.watch(Spool.class, Port.SPOOL, spool);
    SimulatedEvidence evidence =
        new SimulatedEvidence(cluster, watchedSpool, timeline, random, taken);
    ResponderProcess.World world =
        new ResponderProcess.World(
            boundaries.watch(Cluster.class, Port.CLUSTER, cluster),
            boundaries.watch(EvidenceSource.class, Port.EVIDENCE, evidence),
            watchedSpool,
            boundaries.watch(DumpStore.class, Port.STORE, store),
            boundaries.watch(Notifier.class, Port.CHANNEL, channel));
    process = started(world, spool);
  }

  /** A start that fails ends the process. */
  private ResponderProcess started(ResponderProcess.World world, LocalSpool spool)
      throws IOException {
    Ledger watched = boundaries.watch(Ledger.class, Port.LEDGER, ledger);
    try {
      return new ResponderProcess(watched, spool, world, securedBy, timeline.clock());
    } catch (LedgerException e) {
      throw new Crash();
    }
  }

  private void crashed() throws IOException {
    trace.say(() -> "the process ends");
    process = null;
    ledger.close();
    spoolFolder.reopen();
    upAgainAt = timeline.now().plusSeconds(random.nextInt(20));
  }

  /**
   * What is due; an idle look is no boundary.
   *
   * @return for how long there is nothing to do but to wait for a message or an upload
   */
  private Duration turn() throws InterruptedException {
    Instant before = timeline.now();
    Optional<Instant> due = nextDue();
    if (due.isPresent() && !due.get().isAfter(before)) {
      process.work();
      due = nextDue();
    }
    if (!ledger.unread(1).isEmpty()) {
      process.readEvidence();
    }
    if (!ledger.dueUploads(timeline.now(), 1).isEmpty()) {
      process.upload();
    }
    if (!ledger.dueMessages(timeline.now(), 1).isEmpty()) {
      process.tell();
    }
    promises.busy(Duration.between(before, timeline.now()));
    promises.checkResumed();
    return untilNext(due);
  }

  private Optional<Instant> nextDue() {
    return ledger.open().stream()
        .map(open -> open.progress().dueAt())
        .min(Comparator.naturalOrder());
  }

  private Duration untilNext(Optional<Instant> due) {
    Instant latest = timeline.now().plus(LONGEST_WAIT);
    Instant next =
        Stream.of(due, timeline.next())
            .flatMap(Optional::stream)
            .reduce(latest, (one, other) -> one.isBefore(other) ? one : other);
    Duration wait = Duration.between(timeline.now(), next);
    return wait.compareTo(SECOND) > 0 ? wait : SECOND;
  }

  private boolean quiet() {
    return timeline.over()
        && process != null
        && ledger.open().isEmpty()
        && ledger.uploadBacklog().artefacts() == 0
        && ledger.dueMessages(timeline.now().plus(A_DAY), 1).isEmpty();
  }

  /** What the next process will find. */
  private void end() throws IOException {
    ledger.close();
    ledger = engine.open(timeline.clock(), () -> {});
    LocalSpool spool = spoolFolder.spool();
    new Leftovers(ledger, ledger, spool).remove();
    List<SpooledFile> left = spool.files();
    Promises.require(left.isEmpty(), () -> "the spool still holds " + left);
    promises.checkAtTheEnd(ledger, store, channel);
  }

  private boolean acknowledged(Alert alert) {
    if (process == null) {
      return false;
    }
    Intake intake = new Intake.Decided(alert, ResponderProcess.RULES.decide(alert));
    try {
      Receipt receipt = process.ledger().accept(List.of(intake)).get(0);
      promises.acknowledged(alert, receipt);
      return true;
    } catch (LedgerException e) {
      return false;
    }
  }

  private boolean secured(Taken file) {
    return store.has(file.content()) || (securedBy == SecuredBy.SPOOL && spoolFolder.holds(file));
  }

  private void disturb(Fault fault) {
    switch (fault) {
      case RESOLVED -> alertmanagers.resolve();
      case REPEATED -> alertmanagers.repeat();
      case RESTARTED -> episodes.forEach(episode -> cluster.restart(episode.pod()));
      case REPLACED -> episodes.forEach(episode -> cluster.replace(episode.pod()));
      case OTHER_WORKER -> otherWorker();
      default -> throw new IllegalArgumentException(fault + " is the call's own");
    }
  }

  private void otherWorker() {
    if (process == null) {
      return;
    }
    try {
      process.work();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulation", e);
    }
  }
}
