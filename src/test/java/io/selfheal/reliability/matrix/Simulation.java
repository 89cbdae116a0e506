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
import io.selfheal.response.SecuredBy;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One run: a world that the seed makes, and a responder in it that meets what the plan has. */
final class Simulation {
  /** What a run that broke no promise came to. */
  record Result(int boundaries, int faults, int crashes, int removals) {}

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final long QUOTA = 1 << 20;

  private final Engine engine;
  private final Path folder;
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

  private LocalSpool spool;
  private ResponderProcess process;
  private Instant upAgainAt;

  Simulation(Engine engine, Path folder, long seed, Plan plan, boolean traced) {
    this.engine = engine;
    this.folder = folder;
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
        Promises.require(timeline.now().isBefore(end), "it does not come to rest");
        secondPasses();
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

  private void secondPasses() throws InterruptedException, IOException {
    try {
      if (process == null && !timeline.now().isBefore(upAgainAt)) {
        start();
      }
      if (process != null) {
        turn();
      }
      timeline.pass(SECOND);
    } catch (Crash e) {
      crashed();
    }
  }

  private void start() throws IOException {
    trace.say(() -> "a process starts");
    boundaries.start();
    ledger = engine.open(timeline.clock(), boundaries::beforeSync);
    promises.started(ledger);
    spool = LocalSpool.open(new SpoolConfig(folder.resolve("spool"), QUOTA, true));
    Spool watchedSpool = boundaries.watch(Spool.class, Port.SPOOL, spool::create);
    SimulatedEvidence evidence =
        new SimulatedEvidence(cluster, watchedSpool, timeline, random, taken);
    ResponderProcess.World world =
        new ResponderProcess.World(
            boundaries.watch(Cluster.class, Port.CLUSTER, cluster),
            boundaries.watch(EvidenceSource.class, Port.EVIDENCE, evidence),
            watchedSpool,
            boundaries.watch(DumpStore.class, Port.STORE, store),
            boundaries.watch(Notifier.class, Port.CHANNEL, channel));
    process =
        new ResponderProcess(
            boundaries.watch(Ledger.class, Port.LEDGER, ledger),
            spool,
            world,
            securedBy,
            timeline.clock());
  }

  private void crashed() {
    trace.say(() -> "the process ends");
    process = null;
    ledger.close();
    upAgainAt = timeline.now().plusSeconds(random.nextInt(20));
  }

  /** What is due; an idle look is no boundary. */
  private void turn() throws InterruptedException {
    Instant before = timeline.now();
    if (ledger.open().stream().anyMatch(open -> !open.progress().dueAt().isAfter(before))) {
      process.work();
    }
    if (!ledger.dueUploads(timeline.now(), 1).isEmpty()) {
      process.upload();
    }
    if (!ledger.dueMessages(timeline.now(), 1).isEmpty()) {
      process.tell();
    }
    promises.busy(Duration.between(before, timeline.now()));
    promises.checkResumed();
  }

  private boolean quiet() {
    return timeline.over()
        && process != null
        && ledger.open().isEmpty()
        && ledger.uploadBacklog().artefacts() == 0
        && ledger.dueMessages(timeline.now().plus(A_DAY), 1).isEmpty();
  }

  /** A last start, without any fault, finds nothing left to do. */
  private void end() throws IOException {
    boundaries.disarm();
    ledger.close();
    start();
    Promises.require(spool.files().isEmpty(), "the spool still holds %s", spool.files());
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
    return store.has(file.content())
        || (securedBy == SecuredBy.SPOOL && inSpool(file.incident(), file.fileName(), file));
  }

  private boolean inSpool(String incident, String fileName, Taken file) {
    Path path = folder.resolve("spool").resolve(incident).resolve(fileName);
    try {
      return Files.exists(path) && Files.readString(path).equals(file.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
