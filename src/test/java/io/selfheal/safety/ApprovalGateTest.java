package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.Then;
import io.selfheal.rules.WhenEvidenceFails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** When people must be asked, and what their word is worth. */
class ApprovalGateTest {
  private static final Instant NOW = Situations.NOW;
  private static final JvmTarget TARGET = target("uid-1", "containerd://1");
  private static final String QUESTION =
      "May pod shop/web-1 be removed, as rule 'memory-pressure' would do?";

  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("a rule that asks nobody", s -> s.need = ApprovalNeed.NONE, "allowed"),
          new Row("a rule that removes nothing", s -> s.then = Then.NONE, "allowed"),
          new Row("nobody was asked yet", s -> {}, "deferred approval"),
          new Row("nobody has answered yet", s -> s.approval = open(14), "deferred approval"),
          new Row(
              "nobody answered in time", s -> s.approval = open(15), "refused approval-expired"),
          new Row("somebody agreed", s -> s.approval = decided(Decision.TERMINATE, 14), "allowed"),
          new Row(
              "somebody agreed, a while ago",
              s -> s.approval = decided(Decision.TERMINATE, 15),
              "refused approval-expired"),
          new Row(
              "somebody disagreed",
              s -> s.approval = decided(Decision.KEEP, 1),
              "refused approval-denied"),
          new Row(
              "somebody disagreed, a while ago",
              s -> s.approval = decided(Decision.KEEP, 60),
              "refused approval-denied"),
          new Row(
              "it was asked about another pod",
              s -> s.approval = about(target("uid-2", "containerd://1")),
              "refused approval-void"),
          new Row(
              "it was asked about another container",
              s -> s.approval = about(target("uid-1", "containerd://2")),
              "refused approval-void"),
          new Row(
              "something else was asked",
              s -> {
                s.capture = ArtefactKind.HEAP_DUMP;
                s.whenEvidenceFails = WhenEvidenceFails.ASK;
                s.approval = decided(Decision.TERMINATE, 1);
              },
              "refused approval-void"),
          new Row(
              "it is not known which pod is meant",
              s -> {
                s.targetThere = false;
                s.approval = decided(Decision.TERMINATE, 1);
              },
              "refused approval-void"),
          new Row(
              "a rule that asks if evidence is missing, and it is",
              s -> {
                s.need = ApprovalNeed.NONE;
                s.capture = ArtefactKind.HEAP_DUMP;
                s.whenEvidenceFails = WhenEvidenceFails.ASK;
              },
              "deferred approval"),
          new Row(
              "a rule that asks if evidence is missing, and none is",
              s -> {
                s.need = ApprovalNeed.NONE;
                s.whenEvidenceFails = WhenEvidenceFails.ASK;
              },
              "allowed"));

  @TestFactory
  Stream<DynamicTest> each_answer_counts_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.name, () -> assertEquals(row.verdict, verdictOf(row))));
  }

  @Test
  void the_transaction_reads_the_answer_again() {
    Situations agreed = asking();
    agreed.approval = decided(Decision.TERMINATE, 1);
    Situations open = asking();
    open.approval = open(1);
    var check = Said.gates("").terminationFacts(agreed.build());

    assertEquals(Optional.empty(), check.deny(agreed.build().facts()));
    Optional<Denial> denial = check.deny(open.build().facts());
    assertEquals("approval", denial.orElseThrow().reason().code());
  }

  @Test
  void an_approval_overrides_no_other_gate() {
    Situations agreed = asking();
    agreed.approval = decided(Decision.TERMINATE, 1);
    agreed.othersReady = 0;

    assertEquals("deferred other-ready", Said.of(Said.gates("").checkTermination(agreed.build())));
  }

  @Test
  void whoever_is_asked_hears_what_how_and_until_when() {
    Situations situations = asking();
    situations.approval = open(1);
    Verdict verdict = new ApprovalGate().check(situations.build());
    String sentence = ((Verdict.Deferred) verdict).reason().sentence();

    assertEquals(
        "Answer until 2026-11-21T03:14:00Z by: self-heal approve 20261121T030000-00000001"
            + " (or with --deny). "
            + QUESTION,
        sentence);
  }

  @Test
  void what_people_are_asked_is_one_line_whatever_the_pod_said() {
    Situations situations = asking();
    situations.podName = "web\n\u202e" + "x".repeat(400);
    situations.targetThere = true;
    String question =
        Question.of(situations.build().incident(), situations.build().match().rule()).orElseThrow();

    assertEquals(300, question.length());
    assertTrue(question.startsWith("May pod shop/web xxx"), question);
  }

  private static String verdictOf(Row row) {
    Situations situations = asking();
    row.change.accept(situations);
    return Said.of(new ApprovalGate().check(situations.build()));
  }

  private static Situations asking() {
    Situations situations = new Situations();
    situations.need = ApprovalNeed.REQUIRED;
    return situations;
  }

  private static Approval open(int minutesAgo) {
    return approval(TARGET, minutesAgo, Optional.empty());
  }

  private static Approval decided(Decision decision, int minutesAgo) {
    return approval(TARGET, minutesAgo, Optional.of(new Answer(decision, "alice", NOW)));
  }

  private static Approval about(JvmTarget target) {
    return approval(target, 1, Optional.of(new Answer(Decision.TERMINATE, "alice", NOW)));
  }

  private static Approval approval(JvmTarget target, int minutesAgo, Optional<Answer> answer) {
    Instant askedAt = NOW.minus(Duration.ofMinutes(minutesAgo));
    Instant end = askedAt.plus(Duration.ofMinutes(15));
    return new Approval("20261121T030000-00000001", target, QUESTION, askedAt, end, answer);
  }

  private static JvmTarget target(String uid, String container) {
    return new JvmTarget(new PodRef("shop", "web-1", uid), "app", container);
  }
}
