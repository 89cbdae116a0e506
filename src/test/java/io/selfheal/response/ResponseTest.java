package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Removal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The story from an alert to its conclusion, on a real ledger. */
class ResponseTest {
  private static final Duration A_WHILE = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(40);

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void takes_the_evidence_then_removes_the_pod_then_sees_it_replaced() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.taken);
    assertEquals(List.of("web-0"), rig.cluster.removals.stream().map(pod -> pod.name()).toList());
    assertEquals(Stage.values().length, rig.incident(receipt).progress().reached().size());
  }

  @Test
  void leaves_the_pod_alone_when_the_evidence_fails() throws Exception {
    rig.evidence.failure = FailureReason.NO_SPACE_IN_POD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_FAILED, conclusion(receipt).outcome());
    assertEquals("no-space-in-pod", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void a_required_previous_log_that_never_was_keeps_no_pod() throws Exception {
    rig.rules = Rig.RULES.replace("kind: heap-dump", "kind: previous-log");
    rig.evidence.failure = FailureReason.NO_PREVIOUS_LOG;
    rig.evidence.failing.retainAll(Set.of(ArtefactKind.PREVIOUS_LOG));
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    assertEquals(List.of(ArtefactKind.PREVIOUS_LOG, ArtefactKind.THREAD_DUMP), rig.evidence.asked);
  }

  @Test
  void removes_the_pod_without_evidence_only_when_the_rule_says_so() throws Exception {
    rig.rules = Rig.RULES + "    whenEvidenceFails: terminate\n";
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void does_not_take_a_dump_verified_by_structure_alone_for_evidence() throws Exception {
    rig.evidence.verification = Verification.STRUCTURE;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals("structure-only", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void takes_a_dump_verified_by_structure_when_the_rule_accepts_it() throws Exception {
    rig.rules = Rig.RULES + "    accept: structure\n";
    rig.evidence.verification = Verification.STRUCTURE;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void captures_and_removes_nothing_in_capture_mode() throws Exception {
    rig.rules = Rig.RULES.replace("mode: enforce", "mode: capture");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_TAKEN, conclusion(receipt).outcome());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void an_alert_that_comes_and_goes_takes_evidence_once_in_a_cooldown() throws Exception {
    rig.rules = Rig.RULES.replace("mode: enforce", "mode: capture");
    Receipt first = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_TAKEN, conclusion(first).outcome());
    Receipt second = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(9));
    assertEquals("cooldown", deferral(second));
    assertEquals(2, rig.evidence.asked.size());
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_TAKEN, conclusion(second).outcome());
  }

  @Test
  void evidence_that_fails_is_not_asked_for_again_within_the_cooldown() throws Exception {
    rig.evidence.failure = FailureReason.STREAM_CUT;
    Receipt first = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_FAILED, conclusion(first).outcome());
    Receipt second = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals("cooldown", deferral(second));
  }

  @Test
  void only_says_what_it_would_do_in_observe_mode() throws Exception {
    rig.rules = Rig.RULES.replace("mode: enforce", "mode: observe");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.OBSERVED, conclusion(receipt).outcome());
    assertTrue(
        conclusion(receipt)
            .reason()
            .sentence()
            .contains("take a thread-dump, take a heap-dump, evict the pod"));
    assertTrue(rig.evidence.taken.isEmpty());
  }

  @Test
  void waits_while_it_is_paused_and_goes_on_afterwards() throws Exception {
    rig.paused = () -> true;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(30));
    assertEquals("paused", deferral(receipt));
    rig.paused = () -> false;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void gives_up_after_it_has_waited_for_thirty_minutes() throws Exception {
    rig.paused = () -> true;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(LONG);
    assertEquals(Outcome.REFUSED, conclusion(receipt).outcome());
    assertEquals("paused", conclusion(receipt).reason().code());
  }

  @Test
  void does_not_act_once_it_has_waited_for_too_long() throws Exception {
    rig.rules = Rig.RULES + "    limits: { cooldown: 40m }\n";
    rig.alert("web-0", AlertStatus.FIRING);
    Receipt receipt = rig.alert("web-1", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(31));
    assertEquals(Outcome.REFUSED, conclusion(receipt).outcome());
    assertEquals("cooldown", conclusion(receipt).reason().code());
    assertTrue(conclusion(receipt).reason().sentence().contains("limits.deferFor"));
    assertEquals(1, rig.cluster.removals.size());
  }

  @Test
  void does_not_act_after_a_long_stop_although_nothing_stands_in_its_way_by_then()
      throws Exception {
    rig.paused = () -> true;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    rig.clock.advance(Duration.ofMinutes(30));
    rig.paused = () -> false;
    rig.run(A_WHILE);
    assertEquals(Outcome.REFUSED, conclusion(receipt).outcome());
    assertEquals("paused", conclusion(receipt).reason().code());
  }

  @Test
  void does_not_bind_after_a_long_stop_although_the_api_server_is_back() throws Exception {
    rig.cluster.trouble =
        new ClusterException(ClusterException.Reason.UNREACHABLE, "connection refused");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    rig.clock.advance(Duration.ofMinutes(30));
    rig.cluster.trouble = null;
    rig.run(A_WHILE);
    assertEquals("cluster-unreachable", conclusion(receipt).reason().code());
  }

  @Test
  void waits_with_the_heap_dump_while_others_come_off_its_node() throws Exception {
    rig.dumpsPerNode = 0;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    assertEquals("node-busy", deferral(receipt));
    assertEquals(List.of(ArtefactKind.THREAD_DUMP), rig.evidence.asked);
    rig.dumpsPerNode = 1;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void does_not_go_on_to_the_termination_with_evidence_that_was_uploaded_too_late()
      throws Exception {
    rig.securedBy = SecuredBy.UPLOAD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    rig.clock.advance(Duration.ofMinutes(30));
    rig.securedBy = SecuredBy.SPOOL;
    rig.run(A_WHILE);
    assertEquals("upload-pending", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void says_that_the_alert_was_resolved_rather_than_that_it_waited_for_too_long() throws Exception {
    rig.paused = () -> true;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    rig.alert("web-0", AlertStatus.RESOLVED);
    rig.clock.advance(Duration.ofMinutes(30));
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
  }

  @Test
  void drops_a_waiting_incident_whose_alert_is_resolved() throws Exception {
    rig.paused = () -> true;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    rig.alert("web-0", AlertStatus.RESOLVED);
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
  }

  @Test
  void a_resolved_alert_never_acts() throws Exception {
    assertEquals(Receipt.Decision.RESOLVED, rig.alert("web-0", AlertStatus.RESOLVED).decision());
    rig.run(A_WHILE);
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void refuses_the_pod_that_took_over_the_name_between_capture_and_termination() throws Exception {
    rig.listener =
        (before, after) -> {
          if (after.stage() == Stage.EVIDENCE_SECURED && before.stage() == Stage.ADMITTED) {
            rig.cluster.replace("web-0");
          }
        };
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals("pod-replaced", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void two_alerts_about_one_pod_lead_to_one_termination() throws Exception {
    Receipt first = rig.alert("web-0", AlertStatus.FIRING);
    Receipt second =
        rig.alert("web-0", AlertStatus.FIRING, rig.clock.instant().minus(Duration.ofMinutes(3)));
    rig.run(A_WHILE);
    assertEquals(1, rig.cluster.removals.size());
    assertEquals(Outcome.HEALED, conclusion(first).outcome());
    assertTrue(rig.incident(second).closed());
  }

  @Test
  void waits_for_a_disruption_budget_and_then_evicts() throws Exception {
    rig.cluster.answer = Removal.BUDGET_REFUSES;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(40));
    assertEquals("disruption-budget", deferral(receipt));
    rig.cluster.answer = Removal.ACCEPTED;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void says_that_a_workload_which_stays_short_of_a_pod_did_not_heal() throws Exception {
    rig.cluster.replaces = false;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(10));
    assertEquals(Outcome.NOT_HEALED, conclusion(receipt).outcome());
    assertEquals(1, rig.cluster.removals.size());
  }

  @Test
  void refuses_what_a_rule_that_was_removed_meanwhile_had_begun() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.rules = Rig.RULES.replace("name: memory", "name: other");
    rig.run(A_WHILE);
    assertEquals("rule-removed", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void gives_up_after_ten_surprises_and_says_so() throws Exception {
    rig.paused =
        () -> {
          throw new IllegalStateException("surprise");
        };
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(LONG);
    assertEquals(Outcome.FAILED, conclusion(receipt).outcome());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void waits_while_the_api_server_is_away() throws Exception {
    rig.cluster.trouble =
        new ClusterException(ClusterException.Reason.UNREACHABLE, "connection refused");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    assertEquals("cluster-unreachable", deferral(receipt));
    rig.cluster.trouble = null;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void waits_while_its_credentials_are_refused() throws Exception {
    rig.cluster.trouble =
        new ClusterException(ClusterException.Reason.UNAUTHORIZED, "Unauthorized");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    rig.cluster.trouble = null;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void keeps_the_pod_until_the_upload_when_the_store_must_have_it_first() throws Exception {
    rig.securedBy = SecuredBy.UPLOAD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    assertEquals("upload-pending", deferral(receipt));
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void asks_the_pod_once_for_what_fails_while_the_rest_is_uploaded() throws Exception {
    rig.securedBy = SecuredBy.UPLOAD;
    rig.rules = Rig.RULES.replace("optional: false", "optional: true");
    rig.evidence.failure = FailureReason.NO_SPACE_IN_POD;
    rig.evidence.failing.remove(ArtefactKind.THREAD_DUMP);
    rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.asked);
  }

  @Test
  void takes_nothing_once_its_rule_only_observes() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.rules = Rig.RULES.replace("mode: enforce", "mode: observe");
    rig.run(A_WHILE);
    assertEquals(Outcome.OBSERVED, conclusion(receipt).outcome());
    assertEquals(List.of(), rig.evidence.asked);
  }

  @Test
  void takes_nothing_while_it_is_paused_after_its_admission() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.paused = () -> true;
    rig.run(Duration.ofSeconds(30));
    assertEquals("paused", deferral(receipt));
    assertEquals(List.of(), rig.evidence.asked);
  }

  @Test
  void a_pause_between_two_captures_holds_the_second_one_back() throws Exception {
    AtomicBoolean paused = new AtomicBoolean();
    rig.paused = paused::get;
    rig.evidence.before = kind -> paused.set(true);
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(30));
    assertEquals("paused", deferral(receipt));
    assertEquals(List.of(ArtefactKind.THREAD_DUMP), rig.evidence.asked);
    rig.evidence.before = kind -> {};
    paused.set(false);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.asked);
  }

  @Test
  void takes_nothing_out_of_a_namespace_that_was_disarmed_after_its_admission() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.safety = "namespaces: [payments]";
    rig.run(A_WHILE);
    assertEquals("namespace", conclusion(receipt).reason().code());
    assertEquals(List.of(), rig.evidence.asked);
  }

  @Test
  void takes_nothing_for_an_alert_that_is_resolved_after_its_admission() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.alert("web-0", AlertStatus.RESOLVED);
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
    assertEquals(List.of(), rig.evidence.asked);
  }

  @Test
  void takes_nothing_for_an_alert_that_is_old_news_by_now() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.clock.advance(Duration.ofHours(1));
    rig.run(A_WHILE);
    assertEquals("alert-too-old", conclusion(receipt).reason().code());
    assertEquals(List.of(), rig.evidence.asked);
  }

  @Test
  void waits_with_a_capture_while_the_api_server_is_away() throws Exception {
    Receipt receipt = restartedAfterItsAdmission();
    rig.cluster.trouble =
        new ClusterException(ClusterException.Reason.UNREACHABLE, "connection refused");
    rig.run(Duration.ofSeconds(20));
    assertEquals("cluster-unreachable", deferral(receipt));
    rig.cluster.trouble = null;
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void takes_again_what_the_spool_lost_although_it_had_to_wait_in_between() throws Exception {
    AtomicBoolean paused = new AtomicBoolean();
    rig.paused = paused::get;
    rig.evidence.before = kind -> paused.set(true);
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(2));
    rig.evidence.before = kind -> {};
    rig.spool.delete(receipt.incident().orElseThrow(), "thread-dump.txt");
    rig.restart();
    rig.run(Duration.ofSeconds(10));
    paused.set(false);
    rig.run(A_WHILE);
    assertEquals(
        List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP),
        rig.evidence.taken);
  }

  @Test
  void evidence_that_failed_because_the_service_stops_is_asked_for_again() throws Exception {
    rig.evidence.failure = FailureReason.TIMEOUT;
    rig.evidence.before = kind -> Thread.currentThread().interrupt();
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    assertThrows(InterruptedException.class, () -> rig.run(A_WHILE));
    assertTrue(Thread.interrupted());
    rig.evidence.failure = null;
    rig.evidence.before = kind -> {};
    rig.restart();
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void gives_the_termination_back_when_it_gives_up_on_a_pod_that_is_still_there() throws Exception {
    rig.cluster.evictionTrouble = new ClusterException(ClusterException.Reason.TIMEOUT, "late");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(3));
    rig.alert("web-0", AlertStatus.RESOLVED);
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
    rig.cluster.evictionTrouble = null;
    Receipt next = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(20));
    assertEquals(Outcome.HEALED, conclusion(next).outcome());
  }

  @Test
  void keeps_the_pod_once_its_rule_asks_for_more_evidence_than_was_taken() throws Exception {
    Receipt receipt = waitsForItsTermination();
    rig.rules = Rig.RULES.replace("[thread-dump,", "[thread-dump, class-histogram,");
    goOn();
    assertEquals(Outcome.EVIDENCE_FAILED, conclusion(receipt).outcome());
    assertEquals("not-captured", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void keeps_the_pod_once_its_rule_asks_for_evidence_after_all() throws Exception {
    rig.rules = Rig.RULES + "    whenEvidenceFails: terminate\n";
    rig.evidence.failure = FailureReason.NO_JCMD;
    Receipt receipt = waitsForItsTermination();
    rig.rules = Rig.RULES;
    goOn();
    assertEquals("no-jcmd", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void keeps_the_pod_once_its_rule_accepts_no_dump_verified_by_structure() throws Exception {
    rig.rules = Rig.RULES + "    accept: structure\n";
    rig.evidence.verification = Verification.STRUCTURE;
    Receipt receipt = waitsForItsTermination();
    rig.rules = Rig.RULES;
    goOn();
    assertEquals("structure-only", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void keeps_the_pod_once_the_store_must_have_its_evidence_first() throws Exception {
    Receipt receipt = waitsForItsTermination();
    rig.securedBy = SecuredBy.UPLOAD;
    goOn();
    assertEquals("upload-pending", deferral(receipt));
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void keeps_the_pod_once_its_evidence_lies_in_the_spool_no_more() throws Exception {
    Receipt receipt = waitsForItsTermination();
    Incident incident = rig.incident(receipt);
    for (Artefact artefact : incident.artefacts()) {
      rig.spool.delete(incident.id(), artefact.fileName());
    }
    goOn();
    assertEquals(Outcome.EVIDENCE_FAILED, conclusion(receipt).outcome());
    assertEquals("evidence-lost", conclusion(receipt).reason().code());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  private Receipt waitsForItsTermination() throws InterruptedException {
    rig.cluster.answer = Removal.BUDGET_REFUSES;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    assertEquals("disruption-budget", deferral(receipt));
    return receipt;
  }

  private void goOn() throws InterruptedException {
    rig.cluster.answer = Removal.ACCEPTED;
    rig.run(A_WHILE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Removal.class,
      names = {"GONE", "CHANGED", "BUDGET_REFUSES"})
  void a_removal_that_lands_late_is_its_own_although_the_next_one_is_refused(Removal answer)
      throws Exception {
    rig.cluster.evictionTrouble = new ClusterException(ClusterException.Reason.TIMEOUT, "late");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(3));
    rig.cluster.evictionTrouble = null;
    rig.cluster.answer = answer;
    rig.cluster.whileEvicted = () -> rig.cluster.replace("web-0");
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
    Receipt next = rig.alert("web-1", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    assertEquals("cooldown", deferral(next));
  }

  @Test
  void gives_the_termination_back_when_the_server_fails_for_too_long() throws Exception {
    rig.cluster.evictionTrouble = serverError();
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(LONG);
    assertEquals("cluster-server-error", conclusion(receipt).reason().code());
    rig.cluster.evictionTrouble = null;
    Receipt next = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(next).outcome());
  }

  @Test
  void a_removal_that_lands_while_it_is_given_up_is_its_own() throws Exception {
    Instant last = rig.clock.instant().plus(Duration.ofMinutes(30));
    rig.cluster.evictionTrouble = serverError();
    rig.cluster.whileRead =
        () -> {
          if (!rig.clock.instant().isBefore(last)) {
            rig.cluster.replace("web-0");
          }
        };
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(LONG);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void keeps_the_termination_when_nobody_can_tell_whether_the_pod_is_gone() throws Exception {
    rig.cluster.evictionTrouble = serverError();
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(3));
    rig.cluster.trouble = serverError();
    rig.run(LONG);
    assertEquals("cluster-server-error", conclusion(receipt).reason().code());
    rig.cluster.trouble = null;
    Receipt next = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    assertEquals("already-terminated", deferral(next));
  }

  private static ClusterException serverError() {
    return new ClusterException(ClusterException.Reason.SERVER_ERROR, "a webhook failed");
  }

  @Test
  void an_alert_that_is_resolved_while_the_cluster_is_looked_at_removes_nothing() throws Exception {
    rig.listener =
        (before, after) -> {
          if (after.stage() == Stage.EVIDENCE_SECURED) {
            rig.cluster.whileRead = () -> rig.alert("web-0", AlertStatus.RESOLVED);
          }
        };
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(receipt).outcome());
    assertTrue(rig.cluster.removals.isEmpty());
  }

  @Test
  void the_ready_pods_of_another_workload_do_not_carry_its_load() throws Exception {
    List.of("web-1", "web-2").forEach(rig.cluster::remove);
    addCanaries();
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(20));
    assertEquals("other-ready", deferral(receipt));
  }

  @Test
  void the_ready_pods_of_another_workload_do_not_stand_for_the_replacement() throws Exception {
    addCanaries();
    rig.cluster.replaces = false;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(10));
    assertEquals(Outcome.NOT_HEALED, conclusion(receipt).outcome());
  }

  @Test
  void the_pods_of_both_sets_of_replicas_of_a_deployment_count() throws Exception {
    List.of("web-1", "web-2").forEach(rig.cluster::remove);
    List.of("web-3", "web-4").forEach(name -> rig.cluster.add(name, FakeCluster.OLD_SET));
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  private void addCanaries() {
    List.of("web-canary-0", "web-canary-1")
        .forEach(name -> rig.cluster.add(name, FakeCluster.CANARY_SET));
  }

  @Test
  void knows_the_replacement_when_the_servers_clock_is_behind() throws Exception {
    rig.cluster.behind = Duration.ofSeconds(30);
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void an_alert_that_came_and_went_does_not_speak_against_the_recovery() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(2));
    Receipt other = rig.alert("web-1", AlertStatus.FIRING, rig.clock.instant());
    rig.run(Duration.ofSeconds(2));
    rig.alert("web-1", AlertStatus.RESOLVED, rig.clock.instant());
    rig.run(A_WHILE);
    assertEquals(Outcome.RESOLVED_MEANWHILE, conclusion(other).outcome());
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  @Test
  void an_alert_of_the_replacement_that_a_gate_turned_away_speaks_against_the_recovery()
      throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(2));
    Receipt other = rig.alert("web-0-new", AlertStatus.FIRING, rig.clock.instant());
    rig.run(Duration.ofMinutes(10));
    assertEquals("incarnation", conclusion(other).reason().code());
    assertEquals(Outcome.NOT_HEALED, conclusion(receipt).outcome());
    assertTrue(conclusion(receipt).reason().sentence().contains("The alert fires again."));
  }

  @Test
  void an_alert_that_a_gate_turned_away_and_that_went_does_not_speak_against_it() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(2));
    Instant startsAt = rig.clock.instant();
    Receipt other = rig.alert("web-0-new", AlertStatus.FIRING, startsAt);
    rig.run(Duration.ofMinutes(1));
    assertTrue(rig.incident(other).closed());
    rig.alert("web-0-new", AlertStatus.RESOLVED, startsAt);
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, conclusion(receipt).outcome());
  }

  private Receipt restartedAfterItsAdmission() {
    rig.listener =
        (before, after) -> {
          if (after.stage() == Stage.ADMITTED) {
            throw new IllegalStateException("the service ends here");
          }
        };
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    assertThrows(IllegalStateException.class, () -> rig.run(A_WHILE));
    rig.listener = (before, after) -> {};
    rig.restart();
    return receipt;
  }

  private String deferral(Receipt receipt) {
    return rig.incident(receipt).progress().deferral().orElseThrow().reason().code();
  }

  private Conclusion conclusion(Receipt receipt) {
    Incident incident = rig.incident(receipt);
    return incident
        .progress()
        .conclusion()
        .orElseThrow(() -> new AssertionError("still open: " + incident));
  }
}
