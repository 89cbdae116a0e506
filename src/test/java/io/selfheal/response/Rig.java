package io.selfheal.response;

import io.selfheal.ManualClock;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.incident.Advance;
import io.selfheal.incident.Approvals;
import io.selfheal.incident.Findings;
import io.selfheal.incident.Incident;
import io.selfheal.incident.IncidentListener;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Runner;
import io.selfheal.incident.Switch;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.remediation.RemediationConfig;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RulesFile;
import io.selfheal.safety.Gates;
import io.selfheal.safety.KillSwitch;
import io.selfheal.safety.SafetyConfig;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A responder on a real ledger and a real spool, with a cluster and an evidence source of its own
 * and a clock moved by hand.
 */
final class Rig implements AutoCloseable {
  static final String RULES =
      """
      rules:
        - name: memory
          when: { priority: P0, alertname: { contains: memory } }
          capture: [thread-dump, { kind: heap-dump, optional: false }]
          then: terminate
          mode: enforce
      """;

  final ManualClock clock = ManualClock.at("2026-11-21T03:00:00Z");
  final FakeCluster cluster = new FakeCluster(clock);
  final LocalSpool spool;
  final FakeEvidence evidence;
  IncidentListener listener = (before, after) -> {};
  BooleanSupplier paused = () -> false;
  SecuredBy securedBy = SecuredBy.SPOOL;
  int dumpsPerNode = 1;
  String rules = RULES;
  String safety = "namespaces: [shop]";
  Ledger ledger;

  /** Besides the responses, once for each second of the clock. */
  Runnable everySecond = () -> {};

  /** Are told the name of each call to the ledger, before it is made and after it. */
  Consumer<String> beforeCall = name -> {};

  Consumer<String> afterCall = name -> {};

  /** Is told of each call to ledger, cluster and evidence, as {@code Cluster.evict}, before it. */
  Consumer<String> boundary = name -> {};

  private final Path folder;

  Rig(Path folder) throws IOException {
    this.folder = folder;
    this.spool = LocalSpool.open(new SpoolConfig(folder.resolve("spool"), 1 << 20, true));
    this.evidence = new FakeEvidence(spool);
    this.ledger = open();
    pauseByFile(false);
  }

  /** Writes the configuration file's kill switch. */
  void pauseByFile(boolean pause) {
    try {
      Files.writeString(folder.resolve("responder.yaml"), "paused: " + pause + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process ends here, and a new one begins. */
  void restart() {
    ledger.close();
    ledger = open();
  }

  Receipt alert(String pod, AlertStatus status) {
    return alert(pod, status, clock.instant().minus(Duration.ofMinutes(2)));
  }

  Receipt alert(String pod, AlertStatus status, Instant startsAt) {
    return alert(new Patient("shop", pod, "none"), status, startsAt);
  }

  /** The pod that an alert is about, and the team that is told. */
  record Patient(String namespace, String pod, String team) {}

  Receipt alert(Patient patient, AlertStatus status, Instant startsAt) {
    Labels labels =
        Labels.of(
            Map.of(
                "alertname", "JvmMemoryHigh",
                "priority", "P0",
                "namespace", patient.namespace(),
                "pod", patient.pod(),
                "techteam", patient.team()));
    Alert alert =
        new Alert(Fingerprint.of(labels), status, labels, Labels.NONE, Optional.of(startsAt));
    return ledger.accept(List.of(new Intake.Decided(alert, book().decide(alert)))).get(0);
  }

  /**
   * Runs what is due, second by second of the manual clock, until nothing is open or the time is
   * over.
   */
  void run(Duration time) throws InterruptedException {
    Instant end = clock.instant().plus(time);
    Runner runner = runner();
    do {
      while (runner.runOne()) {
        // the next one
      }
      everySecond.run();
      clock.advance(Duration.ofSeconds(1));
    } while (clock.instant().isBefore(end) && !ledger.open().isEmpty());
  }

  /** Reads the evidence of all that is due. */
  void readEvidence() throws InterruptedException {
    PlainReading.turn(reader(new PlainReading()));
  }

  EvidenceReader reader(Reading reading) {
    return new EvidenceReader(ledger, spool, reading, new Capture(cluster, spool, clock), book());
  }

  Incident incident(Receipt receipt) {
    return ledger.incident(receipt.incident().orElseThrow()).orElseThrow();
  }

  private Runner runner() {
    SafetyConfig limits = limits();
    RemediationConfig recovery =
        new RemediationConfig(Duration.ofSeconds(10), Duration.ofMinutes(5));
    Playbook.Policy policy =
        new Playbook.Policy(
            book(),
            new Gates(limits, this::stopped),
            securedBy,
            recovery,
            new Playbook.Waits(limits.deferFor(), limits.approvalOpen()),
            dumpsPerNode);
    Playbook.Tools tools =
        new Playbook.Tools(
            bounded(Cluster.class, cluster), bounded(EvidenceSource.class, evidence), spool);
    Incidents incidents = bounded(Incidents.class, ledger);
    Approvals approvals = bounded(Approvals.class, ledger);
    Advance advance =
        new Advance(
            incidents,
            Playbook.steps(
                tools,
                policy,
                new Playbook.Records(
                    watched(incidents), approvals, bounded(Findings.class, ledger)),
                clock),
            listener,
            clock);
    return new Runner(incidents, advance, clock);
  }

  SafetyConfig limits() {
    return SafetyConfig.read(ConfigFile.parse(safety, new Problems("responder.yaml")), Map.of());
  }

  private Optional<String> stopped() {
    Switch turned = bounded(Switch.class, ledger);
    return paused.getAsBoolean()
        ? Optional.of("The test stops the responder.")
        : new KillSwitch(folder.resolve("responder.yaml"), turned).get();
  }

  private Incidents watched(Incidents incidents) {
    return proxy(
        Incidents.class,
        incidents,
        name -> beforeCall.accept(name),
        name -> afterCall.accept(name));
  }

  private <T> T bounded(Class<T> type, T target) {
    return proxy(
        type, target, name -> boundary.accept(type.getSimpleName() + "." + name), name -> {});
  }

  private static <T> T proxy(
      Class<T> type, T target, Consumer<String> before, Consumer<String> after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              before.accept(method.getName());
              Object answer = call(target, method, arguments);
              after.accept(method.getName());
              return answer;
            }));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  RuleBook book() {
    return new RuleBook(
        LabelNames.DEFAULT, RulesFile.read(ConfigFile.parse(rules, new Problems("rules.yaml"))));
  }

  private Ledger open() {
    return SqliteLedger.open(folder.resolve("ledger.db"), clock);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
