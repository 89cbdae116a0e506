package io.selfheal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  private static final RuleBook TABLE =
      Books.read(Path.of("src/test/resources/config/rule-table.yaml"));

  @Test
  void a_pattern_that_runs_away_ends_the_search() {
    assertEquals(
        new NoMatch("cannot decide rule evil-pattern: a pattern takes too many steps on a value"),
        TABLE.decide(Alerts.with("evil", "a".repeat(60))));
  }

  @Test
  void a_value_that_is_too_long_for_a_pattern_ends_the_search() {
    assertEquals(
        new NoMatch("cannot decide rule pattern: a value has more than 1024 characters"),
        TABLE.decide(Alerts.with("alertname", "x".repeat(100_000))));
  }

  @Test
  void a_pattern_that_exhausts_the_stack_ends_the_search() throws InterruptedException {
    AtomicReference<RuleDecision> decision = new AtomicReference<>();
    Runnable decide = () -> decision.set(TABLE.decide(Alerts.with("deep", "ab".repeat(512))));
    Thread thread = new Thread(null, decide, "small stack", 256 << 10);
    thread.start();
    thread.join();
    assertEquals(
        new NoMatch("cannot decide rule deep-pattern: a pattern is too deep for a value"),
        decision.get());
  }

  @Test
  void a_hostile_priority_is_not_repeated_in_the_reason() {
    assertEquals(
        new NoMatch("no rule matches priority '' and this alert's name and labels"),
        TABLE.decide(Alerts.with("priority", "P0\nfake log line" + "x".repeat(100_000))));
  }

  @Test
  void a_match_carries_the_subject() {
    RuleMatch match = (RuleMatch) TABLE.decide(Alerts.with("alertname", "ignored"));
    assertEquals("shop", match.subject().namespace());
    assertEquals("web-1", match.subject().pod());
  }
}
