package io.selfheal.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the ledger holds now, read once for each scrape. While the ledger cannot be read the gauges
 * are not a number, and the rest of the metrics goes on.
 */
final class LedgerGauges {
  private final Supplier<Map<Stage, Integer>> open;
  private final Supplier<Uploads.Backlog> backlog;
  private volatile Snapshot snapshot = Snapshot.UNKNOWN;

  private record Snapshot(Map<Stage, Double> open, double artefacts, double bytes, double oldest) {
    static final Snapshot UNKNOWN = new Snapshot(Map.of(), Double.NaN, Double.NaN, Double.NaN);

    static Snapshot of(Map<Stage, Integer> open, Uploads.Backlog backlog) {
      Map<Stage, Double> counts = new EnumMap<>(Stage.class);
      for (Stage stage : Stage.values()) {
        counts.put(stage, (double) open.getOrDefault(stage, 0));
      }
      double oldest = backlog.oldest().map(Instant::getEpochSecond).orElse(0L);
      return new Snapshot(counts, backlog.artefacts(), backlog.bytes(), oldest);
    }
  }

  LedgerGauges(
      MeterRegistry registry,
      Supplier<Map<Stage, Integer>> open,
      Supplier<Uploads.Backlog> backlog) {
    this.open = open;
    this.backlog = backlog;
    for (Stage stage : Stage.values()) {
      if (stage != Stage.CLOSED) {
        registerOpen(registry, stage);
      }
    }
    registerBacklog(registry);
  }

  void refresh() {
    try {
      snapshot = Snapshot.of(open.get(), backlog.get());
    } catch (LedgerException e) {
      snapshot = Snapshot.UNKNOWN;
    }
  }

  private void registerOpen(MeterRegistry registry, Stage stage) {
    Gauge.builder("selfheal.incidents.open", () -> snapshot.open().getOrDefault(stage, Double.NaN))
        .description("Incidents that are not closed, by the stage they have reached")
        .tag("stage", stage.slug())
        .register(registry);
  }

  private void registerBacklog(MeterRegistry registry) {
    Gauge.builder("selfheal.upload.backlog", () -> snapshot.artefacts())
        .description("Artefacts that wait in the spool for the store")
        .baseUnit("artefacts")
        .register(registry);
    Gauge.builder("selfheal.upload.backlog.bytes", () -> snapshot.bytes())
        .description("Bytes that wait in the spool for the store")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("selfheal.upload.oldest", () -> snapshot.oldest())
        .description("When the artefact that has waited longest was taken, since 1970; 0: none")
        .baseUnit("seconds")
        .register(registry);
  }
}
