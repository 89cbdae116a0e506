package io.selfheal.webhook.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.selfheal.ManualClock;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.incident.Heartbeats;
import io.selfheal.incident.Intake;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.NoMatch;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RuleDecision;
import io.selfheal.rules.RuleMatch;
import io.selfheal.rules.RulesFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  /** A rule that wants every alert, the watchdog too. */
  private static final RuleBook RULES =
      new RuleBook(
          LabelNames.DEFAULT,
          RulesFile.read(
              ConfigFile.parse(
                  "rules: [{ name: all, when: { alertname: { matches: '.*' } }, then: terminate }]",
                  new Problems("rules.yaml"))));

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12Z");
  private final Heartbeats heartbeats = new MemoryHeartbeats();
  private final Watchdog watchdog = watchdog();

  @Test
  void the_time_counts_from_the_start() {
    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertEquals(Optional.empty(), watchdog.silence());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.of(Duration.ofMinutes(15)), watchdog.silence());
  }

  @Test
  void what_came_before_the_start_does_not_count_and_what_came_to_another_one_does() {
    heartbeats.beat("Watchdog", clock.instant().minusSeconds(60));
    clock.advance(Duration.ofMinutes(20));
    assertEquals(Duration.ofMinutes(20), watchdog.age());
    watchdog().hear(List.of(fires()));
    assertEquals(Duration.ZERO, watchdog.age());
  }

  private Watchdog watchdog() {
    WatchdogConfig config = new WatchdogConfig("Watchdog", Duration.ofMinutes(15));
    return new Watchdog(config, () -> heartbeats, clock);
  }

  private static final class MemoryHeartbeats implements Heartbeats {
    private final Map<String, Instant> beats = new HashMap<>();

    @Override
    public void beat(String name, Instant at) {
      beats.put(name, at);
    }

    @Override
    public Optional<Instant> lastBeat(String name) {
      return Optional.ofNullable(beats.get(name));
    }
  }

  @Test
  void the_time_begins_anew_each_time_it_comes() {
    clock.advance(Duration.ofMinutes(20));
    watchdog.hear(List.of(alert("JvmMemoryHigh", AlertStatus.FIRING), fires()));
    assertEquals(Duration.ZERO, watchdog.age());
    assertEquals(Optional.empty(), watchdog.silence());
  }

  @Test
  void no_other_alert_and_none_that_is_resolved_counts_as_its_coming() {
    clock.advance(Duration.ofMinutes(20));
    watchdog.hear(
        List.of(
            alert("JvmMemoryHigh", AlertStatus.FIRING),
            alert("Watchdog", AlertStatus.RESOLVED),
            new Intake.Quarantined("7", "an alert must be an object")));
    assertEquals(Duration.ofMinutes(20), watchdog.age());
  }

  @Test
  void what_alertmanager_was_asked_for_does_not_count_as_its_coming() {
    clock.advance(Duration.ofMinutes(20));
    assertInstanceOf(NoMatch.class, decision(watchdog.unruled(List.of(fires()))));
    assertEquals(Duration.ofMinutes(20), watchdog.age());
  }

  @Test
  void no_rule_is_asked_about_it() {
    assertInstanceOf(RuleMatch.class, decision(List.of(fires())));
    assertInstanceOf(NoMatch.class, decision(watchdog.hear(List.of(fires()))));
  }

  @Test
  void all_other_alerts_go_on_as_they_are() {
    List<Intake> others =
        List.of(alert("JvmMemoryHigh", AlertStatus.FIRING), new Intake.Quarantined("7", "none"));
    assertEquals(others, watchdog.hear(others));
  }

  private static Intake fires() {
    return alert("Watchdog", AlertStatus.FIRING);
  }

  private static Intake alert(String name, AlertStatus status) {
    Labels labels = Labels.of(Map.of("alertname", name, "priority", "P0"));
    Alert alert = new Alert(Fingerprint.of(labels), status, labels, Labels.NONE, Optional.empty());
    return new Intake.Decided(alert, RULES.decide(alert));
  }

  private static RuleDecision decision(List<Intake> intakes) {
    return ((Intake.Decided) intakes.get(0)).decision();
  }
}
