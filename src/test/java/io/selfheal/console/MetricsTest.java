package io.selfheal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Instant START = Instant.parse("2026-11-21T02:45:12Z");
  private static final Reason COOLDOWN = new Reason("cooldown", "It is too soon");

  private final Map<Stage, Integer> open = new EnumMap<>(Stage.class);
  private boolean paused;
  private final Metrics metrics =
      new Metrics(
          () -> Map.copyOf(open),
          () -> new Uploads.Backlog(2, 300, Optional.of(START)),
          () -> paused);

  @Test
  void alerts_are_counted_by_decision_and_begin_at_nought() {
    metrics.received(
        new Receipt(Optional.empty(), Decision.NO_MATCH, Optional.empty(), Optional.empty(), ""));

    assertLine("selfheal_alerts_total{decision=\"no-match\"} 1.0");
    assertLine("selfheal_alerts_total{decision=\"queued\"} 0.0");
  }

  @Test
  void presses_of_buttons_are_counted_by_outcome_where_there_are_buttons() {
    assertFalse(metrics.scrape().contains("selfheal_slack_presses"));
    metrics.presses().expect();
    assertLine("selfheal_slack_presses_total{outcome=\"accepted\"} 0.0");
    metrics.presses().accepted();
    metrics.presses().refused("approval-forbidden");
    assertLine("selfheal_slack_presses_total{outcome=\"accepted\"} 1.0");
    assertLine("selfheal_slack_presses_total{outcome=\"approval-forbidden\"} 1.0");
  }

  @Test
  void evidence_that_is_still_to_be_read_is_counted() {
    metrics.expectReading(() -> 2);
    assertLine("selfheal_triage_backlog_incidents 2.0");
  }

  @Test
  void a_closed_incident_is_counted_once_by_outcome_and_reason() {
    Incident before = received();
    Incident after = before.close(new Conclusion(Outcome.REFUSED, COOLDOWN), START);
    metrics.changed(before, after);
    metrics.changed(after, after);

    assertLine("selfheal_incidents_total{outcome=\"refused\",reason=\"cooldown\"} 1.0");
  }

  @Test
  void a_step_takes_from_one_stage_to_the_next() {
    Incident before = received();
    metrics.changed(before, before.reach(Stage.MATCHED, START.plusSeconds(3)));

    assertLine("selfheal_step_duration_seconds_sum{stage=\"matched\"} 3.0");
    assertLine("selfheal_step_duration_seconds_bucket{stage=\"matched\",le=\"1.0\"} 0");
    assertLine("selfheal_step_duration_seconds_bucket{stage=\"matched\",le=\"5.0\"} 1");
  }

  @Test
  void a_deferral_counts_when_its_reason_is_new() {
    Incident before = received();
    Incident after = before.defer(COOLDOWN, START, START.plusSeconds(60));
    metrics.changed(before, after);
    metrics.changed(after, after.defer(COOLDOWN, START, START.plusSeconds(120)));

    assertLine("selfheal_deferrals_total{reason=\"cooldown\"} 1.0");
  }

  @Test
  void evidence_is_counted_once_when_it_is_settled() {
    Artefact dump =
        Artefact.verified(
            ArtefactKind.HEAP_DUMP,
            "heap.hprof",
            new Artefact.Content(4_096, "0".repeat(64), Verification.FULL, Duration.ofSeconds(1)));
    Artefact threads =
        Artefact.failed(
            ArtefactKind.THREAD_DUMP,
            "threads.txt",
            new Artefact.Failure(FailureReason.NO_JCMD, "There is no jcmd"));
    Incident captured = with(dump, threads);
    metrics.changed(received(), captured);
    metrics.changed(captured, with(dump.uploadedTo(URI.create("file:///x")), threads));

    assertLine("selfheal_evidence_total{kind=\"heap-dump\",result=\"verified\"} 1.0");
    assertLine("selfheal_evidence_total{kind=\"thread-dump\",result=\"no-jcmd\"} 1.0");
    assertLine("selfheal_capture_bytes_total{kind=\"heap-dump\"} 4096.0");
  }

  @Test
  void what_the_ledger_holds_is_read_for_each_scrape() {
    assertLine("selfheal_incidents_open{stage=\"received\"} 0.0");
    open.put(Stage.RECEIVED, 1);

    assertLine("selfheal_incidents_open{stage=\"received\"} 1.0");
    assertLine("selfheal_upload_backlog_artefacts 2.0");
    assertLine("selfheal_upload_backlog_bytes 300.0");
    assertLine("selfheal_upload_oldest_seconds " + (double) START.getEpochSecond());
  }

  @Test
  void a_ledger_that_cannot_be_read_is_not_a_number_and_hides_nothing_else() {
    Metrics blind =
        new Metrics(
            () -> {
              throw new LedgerException("Cannot read the ledger");
            },
            () -> Uploads.Backlog.NONE,
            () -> false);

    String text = blind.scrape();

    assertTrue(text.contains("selfheal_incidents_open{stage=\"matched\"} NaN\n"), text);
    assertTrue(text.contains("selfheal_alerts_total"), text);
  }

  @Test
  void the_kill_switch_is_shown() {
    assertLine("selfheal_paused 0.0");
    paused = true;
    assertLine("selfheal_paused 1.0");
  }

  @Test
  void the_process_is_measured_too() {
    metrics.scrape();
    String text = metrics.scrape();

    assertTrue(text.contains("jvm_memory_used_bytes{"), text);
    assertEquals(1, text.split("# TYPE process_uptime_seconds", -1).length - 1);
  }

  private void assertLine(String line) {
    String text = metrics.scrape();
    assertTrue(text.contains("\n" + line + "\n"), text);
  }

  private static Incident received() {
    return with();
  }

  private static Incident with(Artefact... artefacts) {
    Labels labels = Labels.of(Map.of("alertname", "JvmMemoryHigh"));
    Alert alert =
        new Alert(
            Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.of(START));
    return new Incident(
        "20261121T024512-6f1c2a9b",
        new Origin(alert, "memory-pressure", START, Optional.empty()),
        Optional.empty(),
        Progress.received(START),
        List.of(artefacts));
  }
}
