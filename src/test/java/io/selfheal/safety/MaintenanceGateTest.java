package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Berlin turns its clocks forward on 2026-03-29 at 01:00Z, and back on 2026-10-25 at 01:00Z. */
class MaintenanceGateTest {
  private static final String NIGHT = "days: [mon, tue], from: \"22:00\", to: \"02:00\"";
  private static final String NOON = "days: [wed], from: \"12:00\", to: \"13:00\"";
  private static final String WEEKEND = "days: [sat, sun], from: \"00:00\", to: \"00:00\"";
  private static final String SPRING = "days: [sun], from: \"01:00\", to: \"04:00\"";
  private static final String FROM_GAP = "days: [sun], from: \"02:30\", to: \"04:00\"";
  private static final String TO_GAP = "days: [sun], from: \"01:00\", to: \"02:30\"";
  private static final String FROM_TWICE = "days: [sun], from: \"02:30\", to: \"04:00\"";
  private static final String TO_TWICE = "from: \"23:00\", to: \"02:30\"";

  private record Row(String window, String now, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          // 2026-11-23 is a Monday; Berlin is an hour ahead
          new Row(NIGHT, "2026-11-23T20:59:59Z", "allowed"),
          new Row(NIGHT, "2026-11-23T21:00:00Z", "2026-11-24T01:00:00Z"),
          new Row(NIGHT, "2026-11-24T00:59:59Z", "2026-11-24T01:00:00Z"),
          new Row(NIGHT, "2026-11-24T01:00:00Z", "allowed"),
          new Row(NIGHT, "2026-11-25T00:30:00Z", "2026-11-25T01:00:00Z"),
          new Row(NIGHT, "2026-11-25T21:30:00Z", "allowed"),
          new Row(NIGHT, "2026-11-23T00:30:00Z", "allowed"),
          new Row(NOON, "2026-11-25T11:30:00Z", "2026-11-25T12:00:00Z"),
          new Row(NOON, "2026-11-25T12:00:00Z", "allowed"),
          new Row(NOON, "2026-11-26T11:30:00Z", "allowed"),
          new Row(WEEKEND, "2026-11-28T10:00:00Z", "2026-11-28T23:00:00Z"),
          new Row(WEEKEND, "2026-11-29T22:59:59Z", "2026-11-29T23:00:00Z"),
          new Row(WEEKEND, "2026-11-29T23:00:00Z", "allowed"),
          new Row(SPRING, "2026-03-29T00:30:00Z", "2026-03-29T02:00:00Z"),
          new Row(SPRING, "2026-03-29T02:00:00Z", "allowed"),
          new Row(FROM_GAP, "2026-03-29T00:59:59Z", "allowed"),
          new Row(FROM_GAP, "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"),
          new Row(TO_GAP, "2026-03-29T01:29:59Z", "2026-03-29T01:30:00Z"),
          new Row(TO_GAP, "2026-03-29T01:30:00Z", "allowed"),
          new Row(FROM_TWICE, "2026-10-25T00:29:59Z", "allowed"),
          new Row(FROM_TWICE, "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"),
          new Row(TO_TWICE, "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z"),
          new Row(TO_TWICE, "2026-10-25T01:30:00Z", "allowed"));

  @TestFactory
  Stream<DynamicTest> windows_hold_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.window + " at " + row.now, () -> assertEquals(row.verdict, until(row))));
  }

  @Test
  void of_two_windows_the_one_that_ends_last_is_waited_for() {
    Verdict verdict =
        check("{ " + NIGHT + " }, { from: \"21:00\", to: \"23:00\" }", "2026-11-23T21:30:00Z");
    assertEquals(Instant.parse("2026-11-24T01:00:00Z"), ((Verdict.Deferred) verdict).retryAt());
  }

  @Test
  void a_window_stops_captures_and_terminations_and_names_its_setting() {
    Situations situations = new Situations();
    Gates gates = Said.gates("maintenance: [{ from: \"03:00\", to: \"05:00\", zone: UTC }]");
    assertEquals("deferred maintenance", Said.of(gates.checkAdmission(situations.build())));
    assertEquals("deferred maintenance", Said.of(gates.checkCapture(situations.build())));
    Verdict verdict = gates.checkTermination(situations.build());
    assertTrue(
        ((Verdict.Deferred) verdict).reason().sentence().contains("setting maintenance"),
        verdict.toString());
  }

  private static String until(Row row) {
    Verdict verdict = check("{ " + row.window + " }", row.now);
    return verdict instanceof Verdict.Deferred deferred
        ? deferred.retryAt().toString()
        : Said.of(verdict);
  }

  private static Verdict check(String windows, String now) {
    Situations situations = new Situations();
    situations.now = Instant.parse(now);
    String zoned = windows.replace(" }", ", zone: Europe/Berlin }");
    SafetyConfig config = Said.config("maintenance: [" + zoned + "]");
    return new MaintenanceGate(config.times().maintenance()).check(situations.build());
  }
}
