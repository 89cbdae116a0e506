package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.Rate;
import io.selfheal.incident.Termination;
import io.selfheal.rules.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The alert at hand began 5 minutes ago; minutes count backwards from now. */
class EscalationGateTest {
  private static final Instant NOW = Situations.NOW;

  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("the first incident", s -> {}, "allowed"),
          new Row("the second", removed(began(42, 40)), "allowed"),
          new Row("the third", removed(began(42, 40), began(22, 20)), "refused escalation"),
          new Row(
              "the fourth",
              removed(began(52, 50), began(42, 40), began(22, 20)),
              "refused escalation"),
          new Row(
              "the third, but the first is an hour ago",
              removed(began(62, 60), began(22, 20)),
              "allowed"),
          new Row(
              "the third of three that fell ill together",
              removed(began(6, 4), began(6, 2)),
              "allowed"),
          new Row(
              "back after three that fell ill together",
              removed(began(52, 50), began(51, 35), began(51, 20)),
              "allowed"),
          new Row(
              "back again after two that fell ill together",
              removed(began(52, 50), began(51, 35), began(30, 20)),
              "refused escalation"),
          new Row(
              "the third, by a rule that removes nothing",
              removed(began(42, 40), began(22, 20))
                  .andThen(situations -> situations.then = Then.NONE),
              "allowed"),
          new Row("an unknown workload", s -> s.targetThere = false, "refused escalation"));

  @TestFactory
  Stream<DynamicTest> the_gate_answers_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.name, () -> assertEquals(row.verdict, verdictOf(row))));
  }

  @Test
  void the_refusal_sends_people_there_and_names_its_setting() {
    Verdict verdict = Said.gates("").checkAdmission(third());
    String sentence = ((Verdict.Refused) verdict).reason().sentence();
    assertTrue(sentence.contains("people must look"), sentence);
    assertTrue(sentence.contains("setting limits.escalateAfter"), sentence);
  }

  @Test
  void how_many_in_which_time_is_configured() {
    Gates patient = Said.gates("limits: { escalateAfter: 4/1h, perWorkload: 9/1h }");
    assertEquals("allowed", Said.of(patient.checkAdmission(third())));
    Gates short20 = Said.gates("limits: { escalateAfter: 3/20m, perWorkload: 9/1h }");
    assertEquals("allowed", Said.of(short20.checkAdmission(third())));
    Gates strict = Said.gates("limits: { escalateAfter: 2/30m, perWorkload: 9/1h }");
    assertEquals("refused escalation", Said.of(strict.checkAdmission(third())));
  }

  @Test
  void evidence_that_is_being_taken_is_taken_to_its_end() {
    assertEquals("allowed", Said.of(Said.gates("").checkCapture(third())));
    assertEquals("refused escalation", Said.of(Said.gates("").checkTermination(third())));
  }

  private static Situation third() {
    Situations situations = new Situations();
    removed(began(42, 40), began(22, 20)).accept(situations);
    return situations.build();
  }

  private static String verdictOf(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    return Said.of(new EscalationGate(Rate.anHour(3)).check(situations.build()));
  }

  private static Termination began(int beganAgo, int removedAgo) {
    return new Termination(
        NOW.minus(Duration.ofMinutes(beganAgo)), NOW.minus(Duration.ofMinutes(removedAgo)));
  }

  private static Consumer<Situations> removed(Termination... terminations) {
    return situations ->
        Stream.of(terminations)
            .sorted(Comparator.comparing(Termination::at).reversed())
            .forEach(situations.terminations::add);
  }
}
