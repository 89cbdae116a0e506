package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders really send; the files' origin stands beside them. */
class AlertmanagerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Webhook webhook = Webhook.open();

  @AfterEach
  void close() {
    webhook.close();
  }

  @Test
  void a_real_notification_is_queued_alert_by_alert() throws Exception {
    HttpResponse<String> answer = webhook.post(Webhook.resource("firing.json"));

    assertEquals(200, answer.statusCode());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        JSON.readTree(
            """
            {"alerts":[
              {"fingerprint":"d31f80939e63379f","decision":"queued","rule":"memory-pressure",
               "incident":"incident-1"},
              {"fingerprint":"5fa9abb9ca368980","decision":"queued","rule":"memory-pressure",
               "incident":"incident-1"}]}"""),
        JSON.readTree(answer.body()));
  }

  @Test
  void each_alert_is_decided_on_its_own_status_not_the_groups() throws Exception {
    webhook.post(Webhook.resource("firing.json"));

    assertEquals(
        List.of("duplicate", "resolved"),
        decisions(webhook.post(Webhook.resource("firing-and-resolved.json"))));
    assertEquals(AlertStatus.RESOLVED, webhook.inbox.alerts().get(3).status());
  }

  @Test
  void our_fingerprint_of_the_labels_is_alertmanagers() throws Exception {
    webhook.post(Webhook.resource("firing.json"));

    for (Alert alert : webhook.inbox.alerts()) {
      assertEquals(alert.fingerprint(), Fingerprint.of(alert.labels()));
    }
  }

  @Test
  void labels_arrive_as_they_were_sent_and_the_start_to_the_millisecond() throws Exception {
    webhook.post(Webhook.resource("firing.json"));

    Alert second = webhook.inbox.alerts().get(1);
    assertEquals(Optional.of(Instant.parse("2026-11-21T02:51:07.188Z")), second.startsAt());
    assertEquals(
        "Ünïcode \"quoted\" \\ <!channel> $(id)\nsecond line 🔥",
        second.labels().values().get("note"));
    assertEquals(
        Optional.of("Heap of cart-7c5f4b6d9b-x2x2x is above 95 %"),
        second.annotations().get("summary"));
  }

  @Test
  void grafanas_variant_is_taken_with_its_fingerprint() throws Exception {
    assertEquals(List.of("queued"), decisions(webhook.post(Webhook.resource("grafana.json"))));

    Alert alert = webhook.inbox.alerts().get(0);
    assertEquals("c6eadffa33fcdf37", alert.fingerprint().hex());
    assertEquals(Optional.of(Instant.parse("2026-11-21T02:51:10Z")), alert.startsAt());
  }

  @Test
  void the_minimal_payload_fires_without_a_start() throws Exception {
    assertEquals(List.of("queued"), decisions(webhook.post(Webhook.MINIMAL)));

    Alert alert = webhook.inbox.alerts().get(0);
    assertTrue(alert.firing());
    assertTrue(alert.startsAt().isEmpty());
    assertEquals(Fingerprint.of(alert.labels()), alert.fingerprint());
  }

  @Test
  void an_alert_without_a_status_in_a_resolved_group_does_not_fire() throws Exception {
    String json = "{\"alerts\":[{\"labels\":{\"alertname\":\"a\"}}],\"status\":\"resolved\"}";

    assertEquals(List.of("resolved"), decisions(webhook.post(json)));
    assertFalse(webhook.inbox.alerts().get(0).firing());
  }

  @Test
  void the_listener_hears_every_decision() throws Exception {
    webhook.post("{\"alerts\":[{\"labels\":{\"alertname\":\"other\"}}, 7]}");

    assertEquals(
        List.of("no-match", "quarantined"),
        webhook.heard.stream().map(receipt -> receipt.decision().slug()).toList());
  }

  private static List<String> decisions(HttpResponse<String> answer) throws Exception {
    JsonNode alerts = JSON.readTree(answer.body()).get("alerts");
    return alerts.findValuesAsText("decision");
  }
}
