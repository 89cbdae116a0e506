package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.NodeCount;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Over 20 of 100 nodes away, or 3 errors of the API server in a row. */
class MeltdownGatesTest {
  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("all nodes are Ready", s -> {}, "allowed"),
          new Row("2 of 10 nodes are not", nodes(10, 2), "allowed"),
          new Row("3 of 10 nodes are not", nodes(10, 3), "deferred meltdown-nodes"),
          new Row("1 of 5 nodes is not", nodes(5, 1), "allowed"),
          new Row("1 of 4 nodes is not", nodes(4, 1), "deferred meltdown-nodes"),
          new Row("the only node is not", nodes(1, 1), "deferred meltdown-nodes"),
          new Row("no node is to be seen", nodes(0, 0), "deferred meltdown-nodes"),
          new Row("nodes that may not be listed", s -> s.nodes = Optional.empty(), "allowed"),
          new Row("2 errors in a row", s -> s.errorsInARow = 2, "allowed"),
          new Row("3 errors in a row", s -> s.errorsInARow = 3, "deferred meltdown-api"),
          new Row("both", nodes(4, 1).andThen(s -> s.errorsInARow = 3), "deferred meltdown-nodes"),
          new Row(
              "3 errors in a row, and no owner",
              nodes(4, 1).andThen(s -> s.workloadThere = false),
              "refused owner"));

  @TestFactory
  Stream<DynamicTest> an_admission_and_a_termination_are_answered_as_the_table_says() {
    return TABLE.stream()
        .flatMap(
            row ->
                Stream.of(
                    said(row, "admission", Said.gates("").checkAdmission(situation(row))),
                    said(row, "termination", Said.gates("").checkTermination(situation(row)))));
  }

  @Test
  void evidence_that_is_being_taken_is_taken_to_its_end() {
    Situations situations = new Situations();
    nodes(1, 1).accept(situations);
    situations.errorsInARow = 9;
    assertEquals("allowed", Said.of(Said.gates("").checkCapture(situations.build())));
  }

  @Test
  void how_many_is_configured_and_said() {
    Situations situations = new Situations();
    nodes(10, 3).accept(situations);
    situations.errorsInARow = 3;
    Gates patient = Said.gates("limits: { nodesNotReady: 30, apiErrors: 4 }");
    assertEquals("allowed", Said.of(patient.checkAdmission(situations.build())));
    Verdict nodes = new NodesGate(20).check(situations.build());
    assertTrue(sentence(nodes).contains("setting limits.nodesNotReady"), sentence(nodes));
    Verdict api = new ApiErrorsGate(3).check(situations.build());
    assertTrue(sentence(api).contains("setting limits.apiErrors"), sentence(api));
  }

  private static String sentence(Verdict verdict) {
    return ((Verdict.Deferred) verdict).reason().sentence();
  }

  private static DynamicTest said(Row row, String what, Verdict verdict) {
    return DynamicTest.dynamicTest(
        what + ": " + row.name, () -> assertEquals(row.verdict, Said.of(verdict)));
  }

  private static Situation situation(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    return situations.build();
  }

  private static Consumer<Situations> nodes(int all, int notReady) {
    return situations -> situations.nodes = Optional.of(new NodeCount(all, notReady));
  }
}
