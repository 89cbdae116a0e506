package io.selfheal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.Reason;
import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.rules.Limits;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate table: each row changes one thing of a situation in which every gate allows. */
class GatesTest {
  private static final Instant NOW = Situations.NOW;

  private record Row(String name, Consumer<Situations> change, String verdict) {}

  private static final List<Row> TABLE =
      List.of(
          row("nothing in the way", s -> {}, "allowed"),
          row("a namespace that is not named", s -> s.namespace = "payments", "refused namespace"),
          row("kube-system", s -> s.namespace = "kube-system", "refused namespace"),
          row(
              "the responder's own pod",
              s -> s.podName = "self-heal-responder-1",
              "refused own-pod"),
          row("a resolved alert", s -> s.resolvedAt = NOW, "refused resolved"),
          row(
              "an alert of 61 minutes",
              s -> s.startsAt = NOW.minus(Duration.ofMinutes(61)),
              "refused alert-too-old"),
          row(
              "an alert of 60 minutes",
              s -> s.startsAt = NOW.minus(Duration.ofMinutes(60)),
              "allowed"),
          row(
              "a rule's own alert age",
              s -> s.limits = age(Duration.ofMinutes(4)),
              "refused alert-too-old"),
          row(
              "an alert that begins 60 s after it was received",
              s -> s.startsAt = NOW.plusSeconds(60),
              "allowed"),
          row(
              "an alert that begins 61 s after it was received",
              s -> s.startsAt = NOW.plusSeconds(61),
              "refused alert-clock"),
          row("no pod of that name", s -> s.podThere = false, "refused pod-gone"),
          row("another pod of that name", s -> s.podUid = "uid-2", "refused pod-replaced"),
          row("a terminating pod", s -> s.terminating = true, "refused pod-terminating"),
          row("a pending pod", s -> s.phase = "Pending", "refused pod-not-running"),
          row(
              "a container that does not run",
              s -> s.containerRuns = false,
              "refused container-not-running"),
          row(
              "a restarted container",
              s -> s.containerId = "containerd://2",
              "refused container-restarted"),
          row("a pod that is not Ready", s -> s.podReady = false, "allowed"),
          row("a pod that is Ready", s -> s.podReady = true, "allowed"),
          row(
              "a container younger than the alert",
              s -> s.containerStartedAt = NOW,
              "refused incarnation"),
          row(
              "a container 59 s older than the alert",
              s -> s.containerStartedAt = older(s, 59),
              "refused incarnation"),
          row(
              "a container 60 s older than the alert",
              s -> s.containerStartedAt = older(s, 60),
              "allowed"),
          row("no owner", s -> s.workloadThere = false, "refused owner"),
          row(
              "a mirror pod",
              s -> s.podAnnotations.put("kubernetes.io/config.mirror", "x"),
              "refused owner"),
          row("a rollout", s -> s.rollingOut = true, "deferred rollout"),
          row("no other Ready pod", s -> s.othersReady = 0, "deferred other-ready"),
          row("a rule that needs no other pod", GatesTest::singleReplica, "allowed"),
          row(
              "a budget that allows",
              s -> s.budgets.add(new DisruptionBudget("web", 1)),
              "allowed"),
          row(
              "a budget that allows nothing, a Ready pod",
              GatesTest::exhaustedBudget,
              "deferred disruption-budget"),
          row(
              "a budget that allows nothing, a pod not Ready",
              s -> s.budgets.add(new DisruptionBudget("web", 0)),
              "allowed"),
          row("two budgets", GatesTest::twoBudgets, "refused disruption-budget"),
          row(
              "a budget that allows nothing, a rule that deletes",
              deletes(GatesTest::exhaustedBudget),
              "allowed"),
          row("two budgets, a rule that deletes", deletes(GatesTest::twoBudgets), "allowed"),
          row(
              "a termination 9 minutes ago",
              s -> s.removed(Duration.ofMinutes(9)),
              "deferred cooldown"),
          row("a termination 10 minutes ago", s -> s.removed(Duration.ofMinutes(10)), "allowed"),
          row(
              "evidence that was taken 9 minutes ago",
              captured(Duration.ofMinutes(9)),
              "deferred cooldown"),
          row(
              "evidence that was taken 10 minutes ago",
              captured(Duration.ofMinutes(10)),
              "allowed"),
          row(
              "evidence that was taken just now, a rule that takes none",
              s -> s.lastCapture = NOW,
              "allowed"),
          row(
              "a termination just now, a rule that removes nothing",
              GatesTest::captureOnlyAfterTermination,
              "allowed"),
          row(
              "another incident of the workload",
              s -> s.activeOnWorkload = 1,
              "deferred concurrency"),
          row("four incidents at work", s -> s.activeInAll = 4, "deferred concurrency"),
          row(
              "a paused namespace",
              s -> s.namespaceAnnotations.put("selfheal.io/paused", "true"),
              "deferred paused"),
          row(
              "a paused workload",
              s -> s.workloadAnnotations.put("selfheal.io/paused", ""),
              "deferred paused"),
          row(
              "a workload that says it is not paused",
              s -> s.workloadAnnotations.put("selfheal.io/paused", "false"),
              "allowed"),
          row("a capture-only rule and no other Ready pod", GatesTest::captureOnly, "allowed"));

  @TestFactory
  Stream<DynamicTest> each_gate_answers_as_the_table_says() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.name, () -> assertEquals(row.verdict, verdictOf(row))));
  }

  /** What the workload must stand is no question any more once the incident is admitted. */
  @TestFactory
  Stream<DynamicTest> a_capture_asks_what_may_have_changed_since_the_admission() {
    return TABLE.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name, () -> assertEquals(onCapture(row.verdict), verdictOnCapture(row))));
  }

  private static String onCapture(String verdict) {
    List<String> others =
        List.of(
            "incarnation",
            "owner",
            "rollout",
            "other-ready",
            "disruption-budget",
            "cooldown",
            "concurrency",
            "budget",
            "escalation");
    return others.stream().anyMatch(verdict::endsWith) ? "allowed" : verdict;
  }

  @Test
  void a_refusal_goes_before_a_deferral() {
    Situations both = new Situations();
    both.rollingOut = true;
    both.terminating = true;
    assertEquals("refused pod-terminating", Said.of(gates(false).checkAdmission(both.build())));
  }

  @Test
  void of_several_deferrals_the_longest_is_said() {
    Situations both = new Situations();
    both.activeOnWorkload = 1;
    both.removed(Duration.ZERO);
    assertEquals("deferred cooldown", Said.of(gates(false).checkAdmission(both.build())));
  }

  @Test
  void the_configuration_file_stops_everything() {
    assertEquals("deferred paused", Said.of(gates(true).checkAdmission(new Situations().build())));
  }

  @Test
  void the_transaction_sees_a_termination_that_the_snapshot_missed() {
    Situation situation = new Situations().build();
    LedgerFacts nothing = situation.facts();
    Situations later = new Situations();
    later.removed(Duration.ZERO);
    LedgerFacts newer = later.build().facts();
    for (FactCheck check :
        List.of(gates(false).admissionFacts(situation), gates(false).terminationFacts(situation))) {
      assertEquals(Optional.empty(), check.deny(nothing));
      assertTrue(check.deny(newer).isPresent());
    }
  }

  @Test
  void a_capture_of_another_incident_holds_back_no_termination() {
    Situations situations = new Situations();
    situations.capture = ArtefactKind.HEAP_DUMP;
    situations.lastCapture = NOW;
    Situation situation = situations.build();
    assertEquals("deferred cooldown", Said.of(gates(false).checkAdmission(situation)));
    assertTrue(gates(false).admissionFacts(situation).deny(situation.facts()).isPresent());
    assertEquals("allowed", Said.of(gates(false).checkTermination(situation)));
    assertFalse(gates(false).terminationFacts(situation).deny(situation.facts()).isPresent());
  }

  @Test
  void the_transaction_hears_a_refusal_too() {
    Reason reason = new Reason("escalation", "The third in an hour.");
    assertEquals(Optional.of(Denial.forGood(reason)), Gates.denial(new Verdict.Refused(reason)));
    assertEquals(
        Optional.of(Denial.until(NOW, reason)), Gates.denial(new Verdict.Deferred(reason, NOW)));
    assertEquals(Optional.empty(), Gates.denial(Verdict.ALLOWED));
  }

  @Test
  void a_refusal_names_the_setting_that_would_allow_it() {
    Situations situations = new Situations();
    situations.namespace = "payments";
    Verdict verdict = gates(false).checkAdmission(situations.build());
    assertTrue(((Verdict.Refused) verdict).reason().sentence().contains("setting namespaces"));
  }

  @Test
  void a_container_whose_start_is_unknown_is_refused() {
    Situations situations = new Situations();
    situations.containerRuns = false;
    Verdict verdict = new IncarnationGate(config().alert()).check(situations.build());
    assertEquals("refused incarnation", Said.of(verdict));
  }

  private static String verdictOf(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    return Said.of(gates(false).checkAdmission(situations.build()));
  }

  private static String verdictOnCapture(Row row) {
    Situations situations = new Situations();
    row.change.accept(situations);
    return Said.of(gates(false).checkCapture(situations.build()));
  }

  private static Gates gates(boolean paused) {
    return new Gates(config(), () -> paused ? Optional.of("Paused.") : Optional.empty());
  }

  private static SafetyConfig config() {
    Problems problems = new Problems("responder.yaml");
    Map<String, String> env = Map.of("POD_NAMESPACE", "shop", "POD_NAME", "self-heal-responder-1");
    SafetyConfig config =
        SafetyConfig.read(ConfigFile.parse("namespaces: [shop, kube-system]", problems), env);
    assertEquals(1, problems.found().size(), "kube-system is a mistake, and refused all the same");
    return config;
  }

  private static Row row(String name, Consumer<Situations> change, String verdict) {
    return new Row(name, change, verdict);
  }

  private static Instant older(Situations situations, int seconds) {
    return situations.startsAt.minusSeconds(seconds);
  }

  private static Limits age(Duration most) {
    return new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(most));
  }

  private static void singleReplica(Situations situations) {
    situations.othersReady = 0;
    situations.limits =
        new Limits(Optional.empty(), Optional.empty(), Optional.of(0), Optional.empty());
  }

  private static void exhaustedBudget(Situations situations) {
    situations.podReady = true;
    situations.budgets.add(new DisruptionBudget("web", 0));
  }

  private static void twoBudgets(Situations situations) {
    situations.budgets.add(new DisruptionBudget("a", 1));
    situations.budgets.add(new DisruptionBudget("b", 1));
  }

  private static Consumer<Situations> deletes(Consumer<Situations> change) {
    return change.andThen(situations -> situations.removeBy = RemoveBy.DELETE);
  }

  private static Consumer<Situations> captured(Duration ago) {
    return situations -> {
      situations.capture = ArtefactKind.HEAP_DUMP;
      situations.lastCapture = NOW.minus(ago);
    };
  }

  private static void captureOnlyAfterTermination(Situations situations) {
    situations.then = Then.NONE;
    situations.removed(Duration.ZERO);
  }

  private static void captureOnly(Situations situations) {
    situations.then = Then.NONE;
    situations.othersReady = 0;
  }
}
