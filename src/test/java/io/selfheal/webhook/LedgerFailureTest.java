package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.webhook.WebhookConfig.Bounds;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alertmanager drops what is answered with any 4xx, so trouble of ours must never be one. */
class LedgerFailureTest {
  @Test
  void a_ledger_that_cannot_take_it_says_come_again() throws Exception {
    try (Webhook webhook = Webhook.open()) {
      webhook.inbox.fail(true);

      HttpResponse<String> answer = webhook.post(Webhook.MINIMAL);

      assertEquals(503, answer.statusCode());
      assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
      assertEquals(List.of(), webhook.heard);
    }
  }

  @Test
  void the_same_notification_is_taken_once_the_ledger_can() throws Exception {
    try (Webhook webhook = Webhook.open()) {
      webhook.inbox.fail(true);
      webhook.post(Webhook.MINIMAL);
      webhook.inbox.fail(false);

      assertEquals(200, webhook.post(Webhook.MINIMAL).statusCode());
      assertEquals(1, webhook.inbox.accepted().size());
    }
  }

  @Test
  void too_many_bytes_in_flight_says_come_again() throws Exception {
    Bounds full = new Bounds(1_000, 10, Duration.ofSeconds(30));
    try (Webhook webhook = Webhook.bounded(full)) {
      HttpResponse<String> answer = webhook.post(Webhook.MINIMAL);

      assertEquals(503, answer.statusCode());
      assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    }
  }

  @Test
  void what_was_in_flight_is_given_back_whatever_the_answer() throws Exception {
    Bounds one = new Bounds(200, 200, Duration.ofSeconds(30));
    try (Webhook webhook = Webhook.bounded(one)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(400, webhook.post("{" + " ".repeat(150)).statusCode());
        assertEquals(200, webhook.post(Webhook.MINIMAL).statusCode());
        assertEquals(413, webhook.post(" ".repeat(201)).statusCode());
      }
    }
  }

  @Test
  void readiness_says_what_is_missing_and_liveness_does_not_care() throws Exception {
    try (Webhook webhook = Webhook.open()) {
      webhook.missing.add("The ledger cannot accept alerts: the disk is full");

      HttpResponse<String> ready = webhook.send(webhook.request("/readyz").GET());

      assertEquals(503, ready.statusCode());
      assertEquals(
          "{\"status\":\"not ready\","
              + "\"missing\":[\"The ledger cannot accept alerts: the disk is full\"]}",
          ready.body());
      assertEquals(200, webhook.send(webhook.request("/healthz").GET()).statusCode());
    }
  }

  @Test
  void ten_thousand_alerts_in_one_notification_are_answered_one_by_one() throws Exception {
    String alert =
        Webhook.resource("firing.json").replaceAll("(?s).*\"alerts\":\\[(\\{.*?)],\"group.*", "$1");
    try (Webhook webhook = Webhook.open()) {
      HttpResponse<String> answer =
          webhook.post("{\"alerts\":[" + (alert + ",").repeat(4_999) + alert + "]}");

      assertEquals(200, answer.statusCode());
      assertEquals(10_000, webhook.inbox.alerts().size());
      assertTrue(answer.body().endsWith("}]}"));
    }
  }
}
