package io.selfheal.app;

import io.selfheal.access.AccessException;
import io.selfheal.access.CachedReadiness;
import io.selfheal.access.Readiness;
import io.selfheal.app.ResponderConfig.Doors;
import io.selfheal.app.ResponderConfig.Keeping;
import io.selfheal.app.ResponderConfig.Upstream;
import io.selfheal.console.AlertmanagerMeters;
import io.selfheal.console.Metrics;
import io.selfheal.console.OperatorServer;
import io.selfheal.console.PressMeters;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Runner;
import io.selfheal.incident.ledger.PostgresLedger;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.notification.WatchdogMessenger;
import io.selfheal.notification.slack.SlackMethods;
import io.selfheal.notification.slack.actions.ActionsConfig;
import io.selfheal.notification.slack.actions.SlackActions;
import io.selfheal.response.EvidenceReader;
import io.selfheal.response.Leftovers;
import io.selfheal.response.Retention;
import io.selfheal.response.TriageReading;
import io.selfheal.response.Uploader;
import io.selfheal.safety.KillSwitch;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.RetentionConfig;
import io.selfheal.storage.SpoolConfig;
import io.selfheal.storage.SpoolIdentity;
import io.selfheal.webhook.WebhookServer;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig;
import io.selfheal.webhook.alertmanager.AntiEntropy;
import io.selfheal.webhook.alertmanager.Watchdog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service, wired top to bottom. Its doors are closed first, then what was opened last:
 * what the last steps take while they may still end is uploaded and told.
 */
public final class Responder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
  private static final Duration SLACK_DEADLINE = Duration.ofSeconds(5);

  private final CloseStack open = new CloseStack();
  private final CloseStack doors = new CloseStack();
  private final Configuration configuration;
  private final Clock clock;
  private WebhookServer webhook;
  private OperatorServer operator;
  private volatile Runner runner;
  private Optional<Watchdog> watchdog = Optional.empty();

  private Responder(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Opens everything, and takes alerts when this returns.
   *
   * @throws StartException when a part cannot be opened; the parts that were are closed again
   */
  public static Responder start(Configuration configuration, Clock clock) {
    StartChecks.check(configuration);
    Responder responder = new Responder(configuration, clock);
    try {
      responder.open();
      return responder;
    } catch (IOException | ClusterException | LedgerException | AccessException e) {
      responder.close();
      throw new StartException(e.getMessage(), e);
    } catch (RuntimeException e) {
      responder.close();
      throw e;
    }
  }

  /** The port that alerts come in by. */
  public int port() {
    return webhook.port();
  }

  /** The port of {@code /metrics}, and of what people decide. */
  public int operatorPort() {
    return operator.port();
  }

  @Override
  public void close() {
    doors.close();
    open.close();
  }

  /**
   * The doors open before the parts that act: what comes in is safe in the ledger meanwhile, and
   * Alertmanager is answered a second earlier.
   */
  private void open() throws IOException, ClusterException {
    Keeping keeping = configuration.responder().keeping();
    open.push("spool", LocalSpool.lock(keeping.spool()));
    Ahead<Ledger> opening = Ahead.open("ledger", () -> ledger(keeping));
    open.push("ledger", opening::close);
    Metrics metrics =
        new Metrics(
            () -> opening.await().openByStage(),
            () -> opening.await().uploadBacklog(),
            () -> killSwitch(opening.await()).get().isPresent());
    watchdog =
        configuration
            .responder()
            .doors()
            .upstream()
            .watchdog()
            .map(found -> new Watchdog(found, opening::await, clock));
    Warmup.http();
    openDoors(opening, metrics);
    Ledger ledger = opening.await();
    LOG.atInfo()
        .addKeyValue("port", port())
        .addKeyValue("namespaces", namespaces())
        .log("Taking alerts");
    LocalSpool spool = LocalSpool.open(keeping.spool());
    metrics.expectSpool(spool::used, keeping.spool().quota());
    metrics.expectReading(() -> ledger.unread(EvidenceReader.MOST_UNREAD).size());
    new Leftovers(ledger, ledger, spool).remove();
    Cluster cluster = open.push("cluster", connect());
    DumpArchive store = DumpArchives.of(keeping.store(), clock);
    openUploader(ledger, spool, store);
    openMessengers(ledger, metrics);
    runner = openRunner(cluster, ledger, spool, metrics);
    openReader(cluster, ledger, spool);
    watchdog.ifPresent(found -> openWatchdog(found, ledger, metrics.alertmanager()));
    configuration
        .responder()
        .doors()
        .actions()
        .ifPresent(config -> openActions(config, ledger, metrics.presses()));
    Upstream upstream = configuration.responder().doors().upstream();
    upstream.alertmanager().ifPresent(config -> openAntiEntropy(config, ledger, metrics));
    keeping.store().retention().ifPresent(config -> openRetention(config, store, ledger, metrics));
  }

  private Ledger ledger(Keeping keeping) {
    Warmup.ledger();
    return keeping
        .ledger()
        .postgresql()
        .map(server -> PostgresLedger.join(server, identity(keeping.spool()), clock))
        .orElseGet(() -> SqliteLedger.open(keeping.ledger().file(), clock));
  }

  private static String identity(SpoolConfig spool) {
    try {
      return SpoolIdentity.of(spool);
    } catch (IOException e) {
      throw new LedgerException(
          "Cannot join the ledger: the spool " + spool.folder() + " cannot be written: " + e, e);
    }
  }

  private void openDoors(Ahead<Ledger> ledger, Metrics metrics) {
    Doors config = configuration.responder().doors();
    Readiness readiness = new CachedReadiness(() -> missing(ledger.await()), clock);
    webhook =
        doors.push(
            "webhook",
            new WebhookServer(
                config.webhook(),
                intakes -> accept(ledger.await(), heard(intakes)),
                configuration.rules(),
                metrics::received,
                readiness));
    webhook.start();
    operator =
        doors.push(
            "operator's port",
            new OperatorServer(config.operator(), metrics, readiness, ledger::await, this::wake));
    operator.start();
  }

  private List<Intake> heard(List<Intake> intakes) {
    return watchdog.map(found -> found.hear(intakes)).orElse(intakes);
  }

  private List<Intake> unruled(List<Intake> intakes) {
    return watchdog.map(found -> found.unruled(intakes)).orElse(intakes);
  }

  private List<Receipt> accept(Ledger ledger, List<Intake> intakes) {
    List<Receipt> receipts = ledger.accept(intakes);
    wake();
    return receipts;
  }

  private void wake() {
    Runner started = runner;
    if (started != null) {
      started.wake();
    }
  }

  private Cluster connect() throws ClusterException {
    return ApiServerCluster.connect(configuration.responder().patients().cluster());
  }

  private Runner openRunner(Cluster cluster, Ledger ledger, LocalSpool spool, Metrics metrics) {
    Runner runner = new Runners(configuration, ledger, clock).start(cluster, spool, metrics);
    open.push("runner", () -> runner.close(configuration.responder().doors().grace()));
    return runner;
  }

  private KillSwitch killSwitch(Ledger ledger) {
    return new KillSwitch(configuration.file(), ledger);
  }

  private void openUploader(Ledger ledger, LocalSpool spool, DumpArchive store) {
    Uploader uploader =
        open.push("uploader", new Uploader(ledger, ledger, spool, store, clock, Pause.REAL));
    uploader.start();
  }

  private void openReader(Cluster cluster, Ledger ledger, LocalSpool spool) {
    TriageReading reading = new TriageReading(configuration.responder().patients().triage());
    Capture capture = new Capture(cluster, spool, clock);
    open.push(
            "evidence reader",
            new EvidenceReader(ledger, spool, reading, capture, configuration.rules()))
        .start();
  }

  private void openRetention(
      RetentionConfig config, DumpArchive store, Ledger ledger, Metrics metrics) {
    metrics.retention().expect();
    RetentionMetrics heard = new RetentionMetrics(metrics.retention());
    open.push("retention", new Retention(config, store, ledger, heard, clock)).start();
  }

  private void openMessengers(Ledger ledger, Metrics metrics) {
    Messengers messengers = open.push("messengers", new Messengers(configuration, ledger, clock));
    messengers.start();
    metrics.notifiers().watch(messengers::troubles);
  }

  private void openActions(ActionsConfig config, Ledger ledger, PressMeters meters) {
    SlackMethods slack = configuration.responder().slack().methods(SLACK_DEADLINE);
    meters.expect();
    PressMetrics heard = new PressMetrics(meters, this::wake);
    doors.push("Slack's buttons", new SlackActions(config, slack, ledger, heard, clock)).start();
  }

  private void openWatchdog(Watchdog found, Ledger ledger, AlertmanagerMeters meters) {
    var slack = configuration.responder().slack();
    meters.expectWatchdog(found::age);
    WatchdogMessenger messenger =
        new WatchdogMessenger(
            slack.notifier(System.out),
            slack.channels(),
            found.alertname(),
            ledger::tells,
            found::silence,
            clock);
    open.push("watchdog", messenger).start();
  }

  private void openAntiEntropy(AlertmanagerConfig config, Ledger ledger, Metrics metrics) {
    metrics.alertmanager().expectAnswers();
    AntiEntropy antiEntropy =
        new AntiEntropy(
            config,
            intakes -> accept(ledger, unruled(intakes)),
            configuration.rules(),
            new AntiEntropyMetrics(metrics));
    doors.push("anti-entropy", antiEntropy).start();
  }

  private List<String> namespaces() {
    return configuration.responder().policy().safety().namespaces();
  }

  private static List<String> missing(Ledger ledger) {
    try {
      ledger.check();
      return List.of();
    } catch (LedgerException e) {
      return List.of(e.getMessage());
    }
  }
}
