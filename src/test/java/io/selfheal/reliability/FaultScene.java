package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.evidence.jcmd.JcmdEvidence;
import io.selfheal.incident.Advance;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Runner;
import io.selfheal.incident.Stage;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.remediation.RemediationConfig;
import io.selfheal.response.Playbook;
import io.selfheal.response.SecuredBy;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RulesFile;
import io.selfheal.safety.Gates;
import io.selfheal.safety.SafetyConfig;
import io.selfheal.sandbox.api.Faults;
import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.SandboxCluster;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * One alert about one sandbox pod, whose heap dump is required before the pod may go: the real
 * steps on a real ledger and spool, the real client, a real API server on the wire, a real JVM.
 */
final class FaultScene implements AutoCloseable {
  static final String NAMESPACE = "shop";
  private static final String CONTAINER = "app";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String RULES =
      """
      rules:
        - name: memory
          when: { alertname: JvmMemoryHigh }
          capture: [{ kind: heap-dump, optional: false }]
          then: terminate
          mode: enforce
      """;
  private static final String SAFETY = "{ namespaces: [shop], limits: { clockSkew: 0s } }";

  final Tap tap = new Tap();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final PodRef pod;

  /** In the middle of a pause that does not really wait. */
  Tap.Act pausing = () -> {};

  Duration dumping = PATIENCE;
  Duration transferring = PATIENCE;

  private final SandboxCluster pods;
  private final int port;
  private final ApiServerCluster client;
  private final Ledger ledger;
  private final Path spoolFolder;
  private LocalSpool spool;
  private Spool evidenceSpool;
  private SandboxApiServer server;
  private final long pid;
  private final Path root;
  private volatile boolean begun;
  private volatile String written = "nothing";
  private volatile List<Path> leftAtRemoval = List.of();

  /** On one of the pods of the app that are Ready. */
  FaultScene(SandboxCluster pods, String app, Path folder) throws Exception {
    this.pods = pods;
    this.server = new SandboxApiServer(pods, Optional.empty());
    this.port = server.url().getPort();
    this.client = ApiServerCluster.connect(config());
    this.pod = pods.awaitReady(NAMESPACE, "app=" + app, 2, PATIENCE).get(0);
    this.ledger = SqliteLedger.open(folder.resolve("ledger.db"), CLOCK);
    this.spoolFolder = folder.resolve("spool");
    spool(LocalSpool.open(new SpoolConfig(spoolFolder, 1 << 30, true)));
    this.pid = hostPid(pod.uid());
    this.root = Path.of(folder(pid));
    tap.after("GC.heap_dump", this::noteWritten);
    tap.before("evict", () -> leftAtRemoval = left());
  }

  private ClusterConfig config() {
    Optional<Path> none = Optional.empty();
    return new ClusterConfig(none, Optional.of(server.url()), none, none, PATIENCE);
  }

  void spool(LocalSpool other) {
    spool = other;
    evidenceSpool = other;
  }

  /** Between the capture and the spool. */
  void evidenceInto(UnaryOperator<Spool> wrapped) {
    evidenceSpool = wrapped.apply(spool);
  }

  Faults faults() {
    return server.faults();
  }

  /** The container's {@code /tmp}, as this machine sees it. */
  Path tmp() {
    return root.resolve("tmp");
  }

  long pid() {
    return pid;
  }

  void stopServer() {
    server.close();
  }

  void startServer() {
    server = new SandboxApiServer(pods, Optional.empty(), port);
  }

  /** Cuts the next stream of the dump at so many of a hundred of its bytes. */
  void atPercent(int percent, Faults.StreamFault fault) {
    tap.after(
        "GC.heap_dump",
        () -> {
          noteWritten();
          faults().breakExec("cat", fault, Files.size(dump()) * percent / 100);
        });
  }

  /** Does it, and ends it, while the JVM stands still in the middle of its dump. */
  void inMidDump(Tap.Act act) throws IOException {
    WatchService watch = tmp().getFileSystem().newWatchService();
    tmp().register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
    FutureTask<Void> acting =
        new FutureTask<>(
            () -> {
              awaitBytes(watch);
              signal("STOP");
              act.run();
              return null;
            });
    tap.before("GC.heap_dump", () -> new Thread(acting, "in-mid-dump").start());
    tap.after("GC.heap_dump", () -> awaitActed(acting));
  }

  /** A jcmd that ended before it wrote anything was never in the middle. */
  private void awaitActed(FutureTask<Void> acting) throws Exception {
    if (left(tmp()).isEmpty() && !acting.isDone() && !begun) {
      acting.cancel(true);
      Assumptions.abort("the machine is too busy: no dump began in time");
    }
    acting.get();
  }

  private void awaitBytes(WatchService watch) throws InterruptedException {
    boolean seen = false;
    while (!seen) {
      WatchKey key = watch.take();
      seen = key.pollEvents().stream().map(WatchEvent::context).anyMatch(this::isDump);
      key.reset();
    }
    begun = true;
  }

  private boolean isDump(Object name) {
    return name.toString().startsWith("self-heal-");
  }

  void signal(String signal) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor());
  }

  /** The JVM answers in the order in which it was asked: what was queued before is done then. */
  void awaitAnswer() throws Exception {
    List<String> jcmd = List.of("jcmd", "1", "VM.version");
    client.exec(new ExecRequest(pod, CONTAINER, jcmd, PATIENCE));
  }

  void restartContainer() throws Exception {
    pods.restartContainer(pod, CONTAINER);
    pods.awaitRestarts(pod, 1, PATIENCE);
  }

  void deletePod() throws Exception {
    client.delete(pod, present().orElseThrow().meta().resourceVersion());
    pods.awaitGone(pod, PATIENCE);
  }

  Optional<Pod> present() throws ClusterException {
    return client.pod(NAMESPACE, pod.name());
  }

  /** As far as it goes without waiting. */
  Incident respond() throws InterruptedException {
    Labels labels =
        Labels.of(Map.of("alertname", "JvmMemoryHigh", "namespace", NAMESPACE, "pod", pod.name()));
    Alert alert =
        new Alert(
            Fingerprint.of(labels),
            AlertStatus.FIRING,
            labels,
            Labels.NONE,
            Optional.of(CLOCK.instant()));
    var receipt = ledger.accept(List.of(new Intake.Decided(alert, book().decide(alert)))).get(0);
    goOn();
    return ledger.incident(receipt.incident().orElseThrow()).orElseThrow();
  }

  void goOn() throws InterruptedException {
    assertTrue(runner().runOne(), "nothing was due");
  }

  private Runner runner() {
    Cluster tapped = tap.on(client);
    CaptureConfig capture =
        new CaptureConfig(
            "/tmp",
            new CaptureConfig.Compression(0, false),
            1,
            Duration.ZERO,
            PATIENCE,
            PATIENCE,
            dumping,
            transferring,
            CaptureConfig.DEFAULTS.tools());
    JcmdEvidence evidence =
        new JcmdEvidence(tapped, evidenceSpool, capture, CLOCK, this::notePause);
    SafetyConfig limits =
        SafetyConfig.read(ConfigFile.parse(SAFETY, new Problems("responder.yaml")), Map.of());
    Playbook.Policy policy =
        new Playbook.Policy(
            book(),
            new Gates(limits, Optional::empty),
            SecuredBy.SPOOL,
            new RemediationConfig(Duration.ofSeconds(10), Duration.ofMinutes(5)),
            new Playbook.Waits(limits.times().deferFor(), limits.times().approval()),
            1);
    Playbook.Tools tools = new Playbook.Tools(tapped, evidence, spool);
    Advance advance =
        new Advance(
            ledger,
            Playbook.steps(tools, policy, new Playbook.Records(ledger), CLOCK),
            (before, after) -> {},
            CLOCK);
    return new Runner(ledger, advance, CLOCK);
  }

  private static RuleBook book() {
    return new RuleBook(
        LabelNames.DEFAULT, RulesFile.read(ConfigFile.parse(RULES, new Problems("rules.yaml"))));
  }

  private synchronized void notePause(Duration length) throws InterruptedException {
    pauses.add(length);
    try {
      pausing.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Whole and verified, equal to what the JVM wrote, gone from the pod, and then the pod went. */
  void expectWhole(Incident incident) throws IOException {
    assertEquals(Stage.POD_TERMINATED, incident.stage(), incident::toString);
    Artefact artefact = heapDump(incident);
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals(written, sha256(spool.file(incident.id(), artefact.fileName())));
    assertEquals(written, artefact.content().orElseThrow().sha256());
    assertEquals(List.of(), leftAtRemoval);
    assertTrue(tap.calls.contains("evict"));
  }

  /** No evidence, for this reason; the pod lives, and neither it nor the spool keeps a piece. */
  String expectFailed(FailureReason reason, Incident incident) throws Exception {
    String sentence = expectNothing(reason, incident);
    Pod found = present().orElseThrow();
    assertEquals(pod.uid(), found.ref().uid());
    assertFalse(found.terminating());
    assertEquals(List.of(), left());
    return sentence;
  }

  /** No evidence, for this reason; nothing was removed, and the spool keeps no piece. */
  String expectNothing(FailureReason reason, Incident incident) throws IOException {
    assertEquals(
        Optional.of(Outcome.EVIDENCE_FAILED),
        incident.progress().conclusion().map(end -> end.outcome()),
        incident::toString);
    Artefact.Failure failure = heapDump(incident).failure().orElseThrow();
    assertEquals(reason, failure.reason(), failure.sentence());
    assertFalse(tap.calls.contains("evict"));
    assertFalse(tap.calls.contains("delete"));
    assertEquals(List.of(), spooled());
    return failure.sentence();
  }

  private static Artefact heapDump(Incident incident) {
    return incident.artefacts().stream()
        .filter(artefact -> artefact.kind() == ArtefactKind.HEAP_DUMP)
        .findFirst()
        .orElseThrow();
  }

  /** But for the manifest, which tells of what failed as well. */
  List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.walk(spoolFolder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("manifest.json"))
          .toList();
    }
  }

  /** What is ours in the container that is there now. */
  List<Path> left() throws Exception {
    return left(Path.of(folder(hostPid(present().orElseThrow().ref().uid())), "tmp"));
  }

  /** An empty folder keeps a JVM that comes late from writing, and is none. */
  private static List<Path> left(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("self-heal"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  Path dump() throws IOException {
    return left(tmp()).get(0);
  }

  private void noteWritten() throws IOException {
    List<Path> found = left(tmp());
    written = found.isEmpty() ? "nothing" : sha256(found.get(0));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The container's JVM is a child of this one, in a folder that is named after the pod's UID. */
  private static long hostPid(String uid) throws IOException {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("/java")).isPresent())
        .filter(child -> folder(child.pid()).contains(uid))
        .findFirst()
        .orElseThrow(() -> new IOException("no JVM of pod " + uid))
        .pid();
  }

  private static String folder(long pid) {
    try {
      return Path.of("/proc/" + pid + "/cwd").toRealPath().toString();
    } catch (IOException ended) {
      return "";
    }
  }

  @Override
  public void close() {
    client.close();
    ledger.close();
    server.close();
  }
}
