package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.Rate;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.rules.Limits;
import io.selfheal.rules.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How many pods may go within an hour: of a workload 2, of a namespace 5, in all 20. */
class BudgetGateTest {
  private static final Instant NOW = Situations.NOW;

  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("no removal", s -> {}, "allowed"),
          new Row("one of the workload", s -> ofWorkload(s, 1), "allowed"),
          new Row("two of the workload", s -> ofWorkload(s, 2), "deferred budget"),
          new Row(
              "two of the workload, one of them an hour ago",
              s -> {
                s.removed(Duration.ofMinutes(30));
                s.removed(Duration.ofHours(1));
              },
              "allowed"),
          new Row(
              "two of the workload, one of them almost an hour ago",
              s -> {
                s.removed(Duration.ofMinutes(30));
                s.removed(Duration.ofHours(1).minusNanos(1));
              },
              "deferred budget"),
          new Row("two of the workload, a rule of three", own(2, 3), "allowed"),
          new Row("three of the workload, a rule of three", own(3, 3), "deferred budget"),
          new Row("one of the workload, a rule of one", own(1, 1), "deferred budget"),
          new Row("four of the namespace", s -> fill(s.inNamespace, 4), "allowed"),
          new Row("five of the namespace", s -> fill(s.inNamespace, 5), "deferred budget"),
          new Row("19 in all", s -> fill(s.inAll, 19), "allowed"),
          new Row("20 in all", s -> fill(s.inAll, 20), "deferred budget"),
          new Row("20 in all, a rule that removes nothing", BudgetGateTest::captureOnly, "allowed"),
          new Row("an unknown workload", s -> s.targetThere = false, "refused budget"));

  @TestFactory
  Stream<DynamicTest> each_budget_answers_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.name, () -> assertEquals(row.verdict, verdictOf(row))));
  }

  @Test
  void there_is_room_again_when_the_oldest_that_fills_the_budget_is_an_hour_old() {
    Situations situations = new Situations();
    situations.removed(Duration.ofMinutes(20));
    situations.removed(Duration.ofMinutes(40));
    Verdict verdict = BudgetGate.ofWorkload(Rate.anHour(2)).check(situations.build());
    Instant room = NOW.plus(Duration.ofMinutes(20));
    assertEquals(room, ((Verdict.Deferred) verdict).retryAt());
    situations.now = room;
    assertEquals(
        "allowed", Said.of(BudgetGate.ofWorkload(Rate.anHour(2)).check(situations.build())));
  }

  @Test
  void a_spent_budget_names_its_setting() {
    Situations situations = new Situations();
    fill(situations.inNamespace, 5);
    Verdict verdict = Said.gates("").checkAdmission(situations.build());
    assertTrue(
        ((Verdict.Deferred) verdict).reason().sentence().contains("setting limits.perNamespace"));
  }

  @Test
  void budgets_are_configured() {
    Situations situations = new Situations();
    fill(situations.inAll, 3);
    Gates gates = Said.gates("limits: { perCluster: 3/1h }");
    assertEquals("deferred budget", Said.of(gates.checkAdmission(situations.build())));
  }

  @Test
  void a_spent_budget_stops_no_capture_but_the_termination() {
    Situations situations = new Situations();
    fill(situations.inAll, 20);
    Gates gates = Said.gates("");
    assertEquals("allowed", Said.of(gates.checkCapture(situations.build())));
    assertEquals("deferred budget", Said.of(gates.checkTermination(situations.build())));
  }

  @Test
  void the_transaction_sees_a_budget_that_was_spent_meanwhile() {
    Situations spent = new Situations();
    fill(spent.inAll, 20);
    Optional<Denial> denial =
        Said.gates("").terminationFacts(new Situations().build()).deny(spent.build().facts());
    assertEquals("budget", denial.orElseThrow().reason().code());
  }

  private static String verdictOf(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    Situation situation = situations.build();
    return Stream.of(
            BudgetGate.ofWorkload(Rate.anHour(2)),
            BudgetGate.ofNamespace(Rate.anHour(5)),
            BudgetGate.ofCluster(Rate.anHour(20)))
        .map(gate -> Said.of(gate.check(situation)))
        .reduce("allowed", (before, said) -> said.equals("allowed") ? before : said);
  }

  private static void ofWorkload(Situations situations, int count) {
    for (int i = 1; i <= count; i++) {
      situations.removed(Duration.ofMinutes(i));
    }
  }

  private static void fill(List<Instant> times, int count) {
    for (int i = 1; i <= count; i++) {
      times.add(NOW.minus(Duration.ofMinutes(i)));
    }
  }

  private static Consumer<Situations> own(int removed, int most) {
    return situations -> {
      ofWorkload(situations, removed);
      Optional<Rate> rate = Optional.of(Rate.anHour(most));
      situations.limits = new Limits(Optional.empty(), rate, Optional.empty(), Optional.empty());
    };
  }

  private static void captureOnly(Situations situations) {
    situations.then = Then.NONE;
    situations.capture = ArtefactKind.HEAP_DUMP;
    fill(situations.inAll, 20);
  }
}
