package io.selfheal.webhook.alertmanager;

import static io.selfheal.webhook.alertmanager.AskedAlertmanager.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Access;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Bounds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AntiEntropyTest {
  private final AskedAlertmanager asked = new AskedAlertmanager();
  private final TakenIn taken = new TakenIn();

  @AfterEach
  void close() {
    asked.close();
  }

  @Test
  void an_alert_is_taken_as_the_webhook_would_bring_it() {
    asked.lists(alert("web-0"));
    round();
    Alert alert = taken.alerts.get(0);
    assertEquals(AlertStatus.FIRING, alert.status());
    assertEquals(Optional.of(Instant.parse("2026-11-21T02:45:12.123Z")), alert.startsAt());
    assertEquals(Fingerprint.of(alert.labels()), alert.fingerprint());
    assertEquals(Optional.of("The heap is full"), alert.annotations().get("summary"));
    assertEquals(List.of("missed", "succeeded"), taken.heard);
  }

  @Test
  void what_is_silenced_inhibited_or_routed_elsewhere_is_left_though_it_were_listed() {
    asked.lists(
        alert("web-0"),
        alert("web-1", "2026-11-21T02:45:12Z", AskedAlertmanager.RECEIVER, "suppressed"),
        alert("web-2", "2026-11-21T02:45:12Z", AskedAlertmanager.RECEIVER, "unprocessed"),
        alert("web-3", "2026-11-21T02:45:12Z", "self-heal-responder-2", "active"));
    round();
    assertEquals(List.of("web-0"), taken.pods());
  }

  @Test
  void an_alert_that_is_known_already_was_not_missed() {
    AntiEntropy antiEntropy = antiEntropy(asked.config());
    asked.lists(alert("web-0"));
    asked.lists(alert("web-0"));
    antiEntropy.runOnce();
    antiEntropy.runOnce();
    assertEquals(List.of("missed", "succeeded", "succeeded"), taken.heard);
  }

  @Test
  void many_alerts_are_taken_in_batches() {
    asked.lists(IntStream.range(0, 1_001).mapToObj(n -> alert("web-" + n)).toArray(String[]::new));
    round();
    assertEquals(List.of(500, 500, 1), taken.batches);
  }

  @Test
  void an_alert_of_two_replicas_is_taken_once_with_its_elder_start() {
    try (AskedAlertmanager other = new AskedAlertmanager()) {
      asked.lists(alert("web-0", "2026-11-21T02:45:13Z", AskedAlertmanager.RECEIVER, "active"));
      other.lists(alert("web-0"), alert("web-1"));
      antiEntropy(config(asked.url(), other.url())).runOnce();
    }
    assertEquals(List.of("web-0", "web-1"), taken.pods());
    assertEquals(
        Optional.of(Instant.parse("2026-11-21T02:45:12.123Z")), taken.alerts.get(0).startsAt());
  }

  @Test
  void one_replica_that_answers_serves() {
    asked.answers(500, "");
    try (AskedAlertmanager other = new AskedAlertmanager()) {
      other.lists(alert("web-0"));
      assertEquals(Duration.ofMinutes(5), antiEntropy(config(asked.url(), other.url())).runOnce());
    }
    assertEquals(List.of("bad-status", "missed", "succeeded"), taken.heard);
  }

  @Test
  void one_that_does_not_answer_is_asked_again_sooner_and_then_less_often() {
    AntiEntropy antiEntropy = antiEntropy(asked.config());
    for (int i = 0; i < 9; i++) {
      asked.answers(500, "");
    }
    List<Long> rests =
        IntStream.range(0, 8).mapToObj(i -> antiEntropy.runOnce().toSeconds()).toList();
    assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L), rests);
  }

  @Test
  void a_ledger_that_cannot_take_it_is_a_failure_and_the_alerts_come_again() {
    AntiEntropy antiEntropy = antiEntropy(asked.config());
    taken.failing = true;
    asked.lists(alert("web-0"));
    assertEquals(Duration.ofSeconds(5), antiEntropy.runOnce());
    taken.failing = false;
    asked.lists(alert("web-0"));
    antiEntropy.runOnce();
    assertEquals(List.of("internal-error", "missed", "succeeded"), taken.heard);
  }

  @Test
  void an_element_that_is_no_alert_costs_nothing_but_itself() {
    asked.lists("7", "null", alert("web-0").replace("\"P0\"", "0"), alert("web-1"));
    round();
    assertEquals(List.of("web-1"), taken.pods());
  }

  @Test
  void asks_for_what_fires_and_for_nothing_that_an_answer_names() throws Exception {
    asked.lists(alert("web-0"));
    round();
    assertEquals(
        "/api/v2/alerts?active=true&silenced=false&inhibited=false&unprocessed=false"
            + "&receiver=self-heal-responder",
        asked.question().getTarget());
    assertEquals(1, asked.server().getRequestCount());
  }

  @Test
  void a_receiver_is_asked_for_by_its_name_and_not_as_an_expression() throws Exception {
    asked.lists();
    AlertmanagerConfig config =
        new AlertmanagerConfig(
            List.of(asked.url()), "a.b (c)", Duration.ofMinutes(5), Access.OPEN, Bounds.DEFAULT);
    antiEntropy(config).runOnce();
    String question = asked.question().getTarget();
    assertEquals("a%5C.b+%5C%28c%5C%29", question.substring(question.indexOf("receiver=") + 9));
  }

  @Test
  void stops_in_the_middle_of_a_question() throws Exception {
    asked.answers(Faults.silent());
    AntiEntropy antiEntropy = antiEntropy(asked.config());
    antiEntropy.start();
    asked.question();
    antiEntropy.close();
    antiEntropy.awaitEnd();
    assertFalse(taken.heard.contains("succeeded"));
  }

  private void round() {
    antiEntropy(asked.config()).runOnce();
  }

  private AntiEntropy antiEntropy(AlertmanagerConfig config) {
    return new AntiEntropy(config, taken, TakenIn.NO_RULES, taken);
  }

  private static AlertmanagerConfig config(URI... urls) {
    return AskedAlertmanager.config(Access.OPEN, Bounds.DEFAULT, urls);
  }
}
