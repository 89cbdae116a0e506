package io.selfheal.rules;

import static io.selfheal.evidence.ArtefactKind.CLASS_HISTOGRAM;
import static io.selfheal.evidence.ArtefactKind.FLIGHT_RECORDING;
import static io.selfheal.evidence.ArtefactKind.HEAP_DUMP;
import static io.selfheal.evidence.ArtefactKind.THREAD_DUMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.config.Rate;
import io.selfheal.evidence.Extent;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesFileTest {
  private static final RuleBook SHIPPED = Books.read(Path.of("config/rules.yaml"));

  @Test
  void every_shipped_rule_acts_and_keeps_a_pod_without_its_evidence() {
    assertEquals(3, SHIPPED.rules().size());
    for (Rule rule : SHIPPED.rules()) {
      assertTrue(rule.terminates(), rule.name());
      assertEquals(WhenEvidenceFails.KEEP, rule.response().whenEvidenceFails());
      assertEquals(RemoveBy.EVICT, rule.response().removeBy());
      assertEquals(Verification.FULL, rule.response().accept());
    }
  }

  @Test
  void the_shipped_rules_take_what_explains_each_trouble() {
    assertEquals(List.of(), captures("slow-accept-pod"));
    assertEquals(List.of(new CaptureRequest(THREAD_DUMP, false)), captures("cpu-pressure"));
    assertEquals(
        List.of(
            new CaptureRequest(THREAD_DUMP, true),
            new CaptureRequest(CLASS_HISTOGRAM, true),
            new CaptureRequest(HEAP_DUMP, false)),
        captures("memory-pressure"));
  }

  @Test
  void what_a_rule_leaves_out_falls_to_the_careful_side() {
    Rule rule = one("{name: a, when: {priority: P0}, capture: [heap-dump]}");
    assertEquals(Mode.OBSERVE, rule.mode());
    assertEquals(Limits.DEFAULT, rule.limits());
    assertEquals(
        new Response(
            new EvidenceDemand(
                List.of(new CaptureRequest(HEAP_DUMP, false)),
                Optional.empty(),
                Verification.FULL,
                WhenEvidenceFails.KEEP),
            Then.NONE,
            RemoveBy.EVICT,
            ApprovalNeed.NONE),
        rule.response());
  }

  @Test
  void everything_a_rule_can_say_is_read() {
    Rule rule =
        one(
            "{name: a, when: {priority: P0}, accept: structure, then: terminate,"
                + " whenEvidenceFails: ask, mode: capture, removeBy: delete, approval: required,"
                + " limits: {cooldown: 30m, perWorkload: 1/6h, minOtherReady: 0, maxAlertAge: 2h}}");
    assertEquals(Mode.CAPTURE, rule.mode());
    assertEquals(
        new Response(
            new EvidenceDemand(
                List.of(), Optional.empty(), Verification.STRUCTURE, WhenEvidenceFails.ASK),
            Then.TERMINATE,
            RemoveBy.DELETE,
            ApprovalNeed.REQUIRED),
        rule.response());
    assertEquals(
        new Limits(
            Optional.of(Duration.ofMinutes(30)),
            Optional.of(new Rate(1, Duration.ofHours(6))),
            Optional.of(0),
            Optional.of(Duration.ofHours(2))),
        rule.limits());
  }

  @Test
  void how_much_of_a_kind_and_of_which_jvm_is_the_rules_word() {
    Rule rule =
        one(
            "{name: a, when: {priority: P0}, jvm: {contains: pay}, capture: [{kind: thread-dump,"
                + " count: 5, interval: 2s}, {kind: flight-recording, for: 1m, optional: true}]}");
    Extent dumps = new Extent(5, Duration.ofSeconds(2), Extent.USUAL.length());
    Extent recording = new Extent(2, Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertEquals(
        List.of(
            new CaptureRequest(THREAD_DUMP, false, dumps),
            new CaptureRequest(FLIGHT_RECORDING, true, recording)),
        rule.response().capture());
    Wanted wanted = rule.response().evidence().wanted(rule.response().capture().get(0));
    assertTrue(wanted.jvm().fits("com.acme.Pay"));
    assertFalse(wanted.jvm().fits("launcher.jar"));
  }

  private static List<CaptureRequest> captures(String rule) {
    return SHIPPED.rule(rule).orElseThrow().response().capture();
  }

  private static Rule one(String rule) {
    Problems problems = new Problems("rules.yaml");
    List<Rule> rules = RulesFile.read(ConfigFile.parse("rules: [" + rule + "]", problems));
    assertEquals(List.of(), problems.found());
    return rules.get(0);
  }
}
