package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.Rate;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Storm;
import io.selfheal.rules.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** More than 10 within a minute is a storm, until it has not been so for 5 minutes. */
class StormGateTest {
  private static final Instant NOW = Situations.NOW;
  private static final Storm STORM = new Storm(new Rate(10, Duration.ofMinutes(1)), minutes(5));

  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("nothing came in", s -> {}, "allowed"),
          new Row("10 at once", came(10, Duration.ZERO, Duration.ZERO), "allowed"),
          new Row("11 at once", came(11, Duration.ZERO, Duration.ZERO), "deferred storm"),
          new Row(
              "11 in just under a minute",
              came(11, Duration.ZERO, Duration.ofMillis(5_999)),
              "deferred storm"),
          new Row("11 in a minute", came(11, Duration.ZERO, Duration.ofSeconds(6)), "allowed"),
          new Row(
              "11 at once almost 5 minutes ago",
              came(11, minutes(5).minusNanos(1), Duration.ZERO),
              "deferred storm"),
          new Row("11 at once 5 minutes ago", came(11, minutes(5), Duration.ZERO), "allowed"),
          new Row(
              "11 at once 4 minutes ago, and calm since",
              came(8, Duration.ZERO, Duration.ofSeconds(20))
                  .andThen(came(11, minutes(4), Duration.ZERO)),
              "deferred storm"),
          new Row(
              "10 a minute for longer than anybody looks back",
              came(Storm.SEEN, Duration.ZERO, Duration.ofSeconds(6)),
              "allowed"),
          new Row(
              "11 at once, a rule that removes nothing",
              came(11, Duration.ZERO, Duration.ZERO).andThen(s -> s.then = Then.NONE),
              "allowed"));

  @TestFactory
  Stream<DynamicTest> the_gate_answers_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.name, () -> assertEquals(row.verdict, verdictOf(row))));
  }

  @Test
  void what_came_in_before_all_that_is_seen_may_have_been_a_storm() {
    Storm patient = new Storm(new Rate(100, Duration.ofSeconds(1)), minutes(5));
    Situations situations = new Situations();
    came(Storm.SEEN, Duration.ZERO, Duration.ofMillis(100)).accept(situations);
    assertEquals("deferred storm", Said.of(new StormGate(patient).check(situations.build())));
    situations.arrivals.remove(Storm.SEEN - 1);
    assertEquals("allowed", Said.of(new StormGate(patient).check(situations.build())));
  }

  @Test
  void it_is_asked_again_when_the_storm_is_over_if_no_more_comes_in() {
    Situations situations = new Situations();
    came(11, minutes(2), Duration.ZERO).accept(situations);
    Verdict verdict = new StormGate(STORM).check(situations.build());
    Instant end = NOW.plus(minutes(3));
    assertEquals(end, ((Verdict.Deferred) verdict).retryAt());
    situations.now = end;
    assertEquals("allowed", Said.of(new StormGate(STORM).check(situations.build())));
  }

  @Test
  void it_keeps_the_pod_and_neither_the_admission_nor_a_capture() {
    Situation situation = storm().build();
    Gates gates = Said.gates("");
    assertEquals("allowed", Said.of(gates.checkAdmission(situation)));
    assertEquals(Optional.empty(), gates.admissionFacts(situation).deny(situation.facts()));
    assertEquals("allowed", Said.of(gates.checkCapture(situation)));
    assertEquals("deferred storm", Said.of(gates.checkTermination(situation)));
  }

  @Test
  void the_transaction_sees_a_storm_that_broke_out_meanwhile() {
    Optional<Denial> denial =
        Said.gates("").terminationFacts(new Situations().build()).deny(storm().build().facts());
    assertEquals("storm", denial.orElseThrow().reason().code());
  }

  @Test
  void a_refusal_goes_before_a_storm_and_what_lasts_longer_too() {
    Situations refused = storm();
    refused.terminating = true;
    assertEquals("refused pod-terminating", Said.of(terminationOf(refused)));
    Situations cooling = storm();
    cooling.removed(minutes(2));
    assertEquals("deferred cooldown", Said.of(terminationOf(cooling)));
    Situations busy = storm();
    busy.activeInAll = 4;
    assertEquals("deferred storm", Said.of(terminationOf(busy)));
  }

  @Test
  void how_many_and_how_quiet_is_configured_and_said() {
    Situations situations = new Situations();
    came(3, minutes(6), Duration.ZERO).accept(situations);
    Verdict verdict =
        Said.gates("limits: { storm: 2/1h, stormQuiet: 7m }").checkTermination(situations.build());
    String sentence = ((Verdict.Deferred) verdict).reason().sentence();
    assertTrue(sentence.contains("More than 2") && sentence.contains("limits.storm"), sentence);
    assertTrue(sentence.contains("7m (the setting limits.stormQuiet)"), sentence);
  }

  private static Verdict terminationOf(Situations situations) {
    return Said.gates("").checkTermination(situations.build());
  }

  private static Situations storm() {
    Situations situations = new Situations();
    came(11, Duration.ZERO, Duration.ZERO).accept(situations);
    return situations;
  }

  private static String verdictOf(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    return Said.of(new StormGate(STORM).check(situations.build()));
  }

  /** So many, the newest so long ago, so far apart. */
  private static Consumer<Situations> came(int count, Duration ago, Duration apart) {
    return situations ->
        IntStream.range(0, count)
            .mapToObj(i -> NOW.minus(ago).minus(apart.multipliedBy(i)))
            .forEach(situations.arrivals::add);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
