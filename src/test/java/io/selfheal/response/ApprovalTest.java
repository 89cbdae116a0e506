package io.selfheal.response;

import static io.selfheal.incident.Approval.Decision.KEEP;
import static io.selfheal.incident.Approval.Decision.TERMINATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Receipt;
import io.selfheal.kubernetes.Removal;
import io.selfheal.notification.Asked;
import io.selfheal.notification.Audience;
import io.selfheal.notification.Channels;
import io.selfheal.notification.Messenger;
import io.selfheal.notification.StormNews;
import io.selfheal.notification.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident that asks people before its pod goes, on a real ledger. */
class ApprovalTest {
  private static final String ASKS_ALWAYS = Rig.RULES + "    approval: required\n";
  private static final String ASKS_WITHOUT_EVIDENCE = Rig.RULES + "    whenEvidenceFails: ask\n";
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Rig rig;

  private static final class Crash extends Error {}

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
    rig.rules = ASKS_ALWAYS;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void asks_with_the_evidence_in_hand_and_waits() throws Exception {
    Receipt receipt = asked();

    assertEquals("approval", deferral(receipt).code());
    assertTrue(deferral(receipt).sentence().contains("self-heal approve " + id(receipt)));
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.taken);
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void removes_the_pod_at_once_when_somebody_agrees() throws Exception {
    Receipt receipt = asked();

    assertEquals(Optional.empty(), decide(receipt, TERMINATE));
    rig.run(Duration.ZERO);
    assertEquals(1, rig.cluster.removals.size());
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void people_are_told_what_is_asked_and_then_who_decided() throws Exception {
    HeardMessages heard = listen();
    Receipt receipt = asked();
    Asked question = heard.newest.asked().orElseThrow();
    assertTrue(question.open());
    assertEquals(rig.incident(receipt).target().orElseThrow().pod(), question.pod());

    decide(receipt, TERMINATE);
    rig.run(A_WHILE);

    assertEquals(Tone.GOOD, heard.newest.tone());
    assertEquals("alice", heard.newest.asked().orElseThrow().answer().orElseThrow().by());
  }

  @Test
  void a_question_that_nobody_answered_is_not_asked_any_more() throws Exception {
    HeardMessages heard = listen();
    asked();
    rig.run(Duration.ofMinutes(15));
    assertEquals(Tone.ALARM, heard.newest.tone());
    assertEquals(Optional.empty(), heard.newest.asked());
  }

  private HeardMessages listen() {
    HeardMessages heard = new HeardMessages();
    Messenger messenger =
        new Messenger(
            rig.ledger,
            heard,
            new Audience(new Channels(Map.of(), "#all"), rig.book()),
            new StormNews(rig.ledger, rig.limits().storm()),
            rig.clock);
    rig.everySecond = messenger::runOnce;
    return heard;
  }

  @Test
  void keeps_the_pod_when_somebody_disagrees() throws Exception {
    Receipt receipt = asked();
    decide(receipt, KEEP);
    rig.run(A_WHILE);
    assertRefused("approval-denied", receipt);
  }

  @Test
  void keeps_the_pod_when_nobody_answers_for_a_quarter_of_an_hour() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(15));
    assertEquals("approval", deferral(receipt).code());
    rig.run(A_WHILE);
    assertRefused("approval-expired", receipt);
    assertEquals("approval-expired", decide(receipt, TERMINATE).orElseThrow().code());
  }

  @Test
  void gives_people_the_time_that_is_configured() throws Exception {
    rig.safety = "{namespaces: [shop], approval: {expires: 3m}}";
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(4));
    assertRefused("approval-expired", receipt);
  }

  @Test
  void gives_people_their_whole_time_however_long_a_gate_kept_it_waiting() throws Exception {
    rig.safety = "{namespaces: [shop], limits: {deferFor: 20m}}";
    rig.rules = Rig.RULES;
    rig.cluster.answer = Removal.BUDGET_REFUSES;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(18));
    assertEquals("disruption-budget", deferral(receipt).code());
    rig.rules = ASKS_ALWAYS;
    rig.run(Duration.ofMinutes(14));
    assertEquals("approval", deferral(receipt).code());
  }

  @Test
  void a_pod_that_was_replaced_meanwhile_is_left_alone() throws Exception {
    Receipt receipt = asked();
    rig.cluster.replace("web-0");
    decide(receipt, TERMINATE);
    rig.run(A_WHILE);
    assertRefused("pod-replaced", receipt);
  }

  @Test
  void a_container_that_was_restarted_meanwhile_is_left_alone() throws Exception {
    Receipt receipt = asked();
    rig.cluster.restart("web-0");
    decide(receipt, TERMINATE);
    rig.run(A_WHILE);
    assertRefused("container-restarted", receipt);
  }

  @Test
  void the_question_goes_away_with_the_pod() throws Exception {
    Receipt receipt = asked();
    rig.cluster.replace("web-0");
    rig.run(Duration.ofSeconds(6));
    assertEquals(List.of(), rig.ledger.openApprovals());
    assertEquals("approval-closed", decide(receipt, TERMINATE).orElseThrow().code());
  }

  @Test
  void the_question_goes_away_with_the_alert() throws Exception {
    Receipt receipt = asked();
    rig.alert("web-0", AlertStatus.RESOLVED);
    rig.run(Duration.ofSeconds(6));
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
  }

  @Test
  void a_crash_between_the_decision_and_the_removal_asks_nobody_again() throws Exception {
    Receipt receipt = asked();
    decide(receipt, TERMINATE);
    rig.beforeCall = ApprovalTest::crashAtReservation;
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.beforeCall = name -> {};
    rig.restart();
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    assertEquals(1, rig.cluster.removals.size());
  }

  @Test
  void a_crash_right_after_the_question_asks_it_once() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.boundary = this::crashAfterTheQuestion;
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.boundary = name -> {};
    Approval first = rig.ledger.approval(id(receipt)).orElseThrow();
    rig.restart();
    rig.run(A_WHILE);
    assertEquals(Optional.of(first), rig.ledger.approval(id(receipt)));
    assertEquals("approval", deferral(receipt).code());
  }

  @Test
  void the_first_decision_counts() throws Exception {
    Receipt receipt = asked();
    decide(receipt, KEEP);
    assertEquals("approval-decided", decide(receipt, TERMINATE).orElseThrow().code());
    rig.run(A_WHILE);
    assertRefused("approval-denied", receipt);
  }

  @Test
  void an_approval_overrides_no_gate_and_goes_by() throws Exception {
    Receipt receipt = asked();
    rig.cluster.remove("web-1");
    rig.cluster.remove("web-2");
    decide(receipt, TERMINATE);
    rig.run(A_WHILE);
    assertEquals("other-ready", deferral(receipt).code());
    rig.run(Duration.ofMinutes(15));
    assertRefused("approval-expired", receipt);
  }

  @Test
  void what_was_approved_waits_while_all_is_paused() throws Exception {
    Receipt receipt = asked();
    rig.ledger.pause("bob", "look first");
    decide(receipt, TERMINATE);
    rig.run(Duration.ofMinutes(1));
    assertEquals("paused", deferral(receipt).code());
    assertTrue(deferral(receipt).sentence().contains("bob paused the responder"));
    rig.ledger.resume("bob");
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void an_eviction_that_is_refused_for_now_needs_no_second_approval() throws Exception {
    Receipt receipt = asked();
    rig.cluster.answer = Removal.BUDGET_REFUSES;
    decide(receipt, TERMINATE);
    rig.run(Duration.ofMinutes(1));
    rig.cluster.answer = Removal.ACCEPTED;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void asks_when_the_evidence_fails_and_says_what_is_missing() throws Exception {
    rig.rules = ASKS_WITHOUT_EVIDENCE;
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = asked();

    assertTrue(deferral(receipt).sentence().contains("though evidence is missing? No thread-dump"));
    decide(receipt, TERMINATE);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void keeps_the_pod_without_evidence_when_somebody_disagrees() throws Exception {
    rig.rules = ASKS_WITHOUT_EVIDENCE;
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = asked();
    decide(receipt, KEEP);
    rig.run(A_WHILE);
    assertRefused("approval-denied", receipt);
  }

  @Test
  void asks_nobody_when_the_evidence_is_there() throws Exception {
    rig.rules = ASKS_WITHOUT_EVIDENCE;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    assertEquals(Optional.empty(), rig.ledger.approval(id(receipt)));
  }

  @Test
  void a_rule_that_removes_nothing_has_nothing_to_ask_when_the_evidence_fails() throws Exception {
    rig.rules = ASKS_WITHOUT_EVIDENCE.replace("mode: enforce", "mode: capture");
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_FAILED, conclusion(receipt).outcome());
  }

  @Test
  void an_answer_to_another_question_counts_for_nothing() throws Exception {
    rig.rules = ASKS_WITHOUT_EVIDENCE;
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = asked();
    decide(receipt, TERMINATE);
    rig.rules = ASKS_ALWAYS + "    whenEvidenceFails: terminate\n";
    rig.run(A_WHILE);
    assertRefused("approval-void", receipt);
  }

  @Test
  void a_rule_that_only_observes_says_that_it_would_ask() throws Exception {
    rig.rules = ASKS_ALWAYS.replace("mode: enforce", "mode: observe");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertTrue(
        conclusion(receipt).reason().sentence().contains("ask for an approval, evict the pod"));
  }

  private Receipt asked() throws InterruptedException {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(30));
    assertEquals("approval", deferral(receipt).code());
    return receipt;
  }

  private Optional<Reason> decide(Receipt receipt, Approval.Decision decision) {
    return rig.ledger.decide(id(receipt), decision, "alice");
  }

  private void assertRefused(String code, Receipt receipt) {
    assertEquals(Outcome.REFUSED, conclusion(receipt).outcome());
    assertEquals(code, conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  private Conclusion conclusion(Receipt receipt) {
    return rig.incident(receipt).progress().conclusion().orElseThrow();
  }

  private Reason deferral(Receipt receipt) {
    return rig.incident(receipt).progress().deferral().orElseThrow().reason();
  }

  private static String id(Receipt receipt) {
    return receipt.incident().orElseThrow();
  }

  private static void crashAtReservation(String call) {
    if (call.equals("reserveTermination")) {
      throw new Crash();
    }
  }

  /** The first call after the question is the save of what came of it. */
  private void crashAfterTheQuestion(String call) {
    if (call.equals("Incidents.save") && !rig.ledger.openApprovals().isEmpty()) {
      throw new Crash();
    }
  }
}
