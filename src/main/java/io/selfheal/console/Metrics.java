package io.selfheal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.IncidentListener;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts what happens to alerts and incidents, in the form that Prometheus reads. */
public final class Metrics implements IncidentListener {
  private static final Duration[] STEP_BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final EvidenceMeters evidence = new EvidenceMeters(registry);
  private final LedgerGauges gauges;
  private final AlertmanagerMeters alertmanager =
      new AlertmanagerMeters(registry, Clock.systemUTC());
  private final RetentionMeters retention = new RetentionMeters(registry);
  private final ProcessMeters process = new ProcessMeters(registry);
  private final NotifierMeters notifiers = new NotifierMeters(registry);
  private final PressMeters presses = new PressMeters(registry);

  /**
   * @param open how many incidents are not closed, by their stage
   * @param backlog what waits in the spool
   * @param paused whether people have stopped the responder as a whole
   */
  public Metrics(
      Supplier<Map<Stage, Integer>> open,
      Supplier<Uploads.Backlog> backlog,
      BooleanSupplier paused) {
    Gauge.builder("selfheal.paused", () -> paused.getAsBoolean() ? 1 : 0)
        .description("1 while the kill switch of the configuration or the ledger stops all action")
        .register(registry);
    this.gauges = new LedgerGauges(registry, open, backlog);
    for (Decision decision : Decision.values()) {
      alerts(registry, decision);
    }
  }

  /** An alert was answered. */
  public void received(Receipt receipt) {
    alerts(registry, receipt.decision()).increment();
  }

  public RetentionMeters retention() {
    return retention;
  }

  /** From now on there is how full the spool is, in bytes. */
  public void expectSpool(LongSupplier used, long quota) {
    Gauge.builder("selfheal.spool.used", used::getAsLong)
        .description("Bytes that the spool of this responder holds")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("selfheal.spool.quota", () -> quota)
        .description("Bytes that the spool of this responder may hold")
        .baseUnit("bytes")
        .register(registry);
  }

  /** From now on there is of how many incidents the evidence is still to be read. */
  public void expectReading(IntSupplier unread) {
    Gauge.builder("selfheal.triage.backlog", unread::getAsInt)
        .description("Incidents whose evidence in this spool was not read to its end")
        .baseUnit("incidents")
        .register(registry);
  }

  public AlertmanagerMeters alertmanager() {
    return alertmanager;
  }

  public NotifierMeters notifiers() {
    return notifiers;
  }

  public PressMeters presses() {
    return presses;
  }

  @Override
  public void changed(Incident before, Incident after) {
    if (after.stage() != before.stage()) {
      after.between(before.stage(), after.stage()).ifPresent(took -> stepTook(after, took));
    }
    if (after.closed() && !before.closed()) {
      after.progress().conclusion().ifPresent(this::closed);
    }
    newDeferral(before, after).ifPresent(this::deferred);
    evidence.changed(before, after);
  }

  /** Everything, as text in Prometheus' exposition format 0.0.4. */
  String scrape() {
    process.bindOnce();
    gauges.refresh();
    notifiers.refresh();
    return registry.scrape();
  }

  private static Counter alerts(MeterRegistry registry, Decision decision) {
    return Counter.builder("selfheal.alerts")
        .description("Alerts received, by what became of them")
        .tag("decision", decision.slug())
        .register(registry);
  }

  private void stepTook(Incident incident, Duration took) {
    Timer.builder("selfheal.step.duration")
        .description("Time it took an incident to reach a stage from the one before")
        .tag("stage", incident.stage().slug())
        .serviceLevelObjectives(STEP_BUCKETS)
        .register(registry)
        .record(took);
  }

  private void closed(Conclusion conclusion) {
    Counter.builder("selfheal.incidents")
        .description("Incidents closed, by outcome and reason")
        .tag("outcome", conclusion.outcome().slug())
        .tag("reason", conclusion.reason().code())
        .register(registry)
        .increment();
  }

  private void deferred(Deferral deferral) {
    Counter.builder("selfheal.deferrals")
        .description("Times that a gate said not now, by its reason; asking again does not count")
        .tag("reason", deferral.reason().code())
        .register(registry)
        .increment();
  }

  private static Optional<Deferral> newDeferral(Incident before, Incident after) {
    Optional<String> known = reasonOf(before);
    return after.progress().deferral().filter(now -> !known.equals(reasonOf(after)));
  }

  private static Optional<String> reasonOf(Incident incident) {
    return incident.progress().deferral().map(deferral -> deferral.reason().code());
  }
}
