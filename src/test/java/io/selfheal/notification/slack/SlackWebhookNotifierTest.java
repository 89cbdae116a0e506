package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Samples;
import io.selfheal.notification.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackWebhookNotifierTest {
  private static final String SECRET = "B0SECRET";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void says_the_beginning_and_the_end_and_nothing_in_between() throws Exception {
    server.enqueue(ok());
    server.enqueue(ok());
    MessageRef ref = webhook().post("", Samples.message(Samples.admitted()));
    for (Incident next : new Incident[] {Samples.secured(), Samples.healed(), Samples.healed()}) {
      ref = webhook().edit(ref, Samples.message(next));
    }
    assertEquals(2, server.getRequestCount());
    server.takeRequest();
    assertTrue(server.takeRequest().getBody().utf8().contains("Healed: pay"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload, REJECTED",
    "403, invalid_token, UNAUTHORIZED",
    "404, no_service, UNAUTHORIZED",
    "404, channel_not_found, CHANNEL_UNUSABLE",
    "410, channel_is_archived, CHANNEL_UNUSABLE",
    "429, '', RATE_LIMITED",
    "500, rollup_error, SERVER_ERROR"
  })
  void an_answer_has_a_reason_and_leaks_no_secret(int status, String body, Reason reason) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    NotificationException failure = failure(webhook());
    assertEquals(reason, failure.reason());
    assertSilent(failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://exa mple/B0SECRET", "ftp://h/B0SECRET", "B0SECRET", "https:///B0SECRET"})
  void a_url_that_is_none_is_refused_without_being_quoted(String url) {
    NotificationException failure =
        failure(new SlackWebhookNotifier(Secret.inEnvironment("SLACK_WEBHOOK_URL", url)));
    assertEquals(Reason.NO_SECRET, failure.reason());
    assertSilent(failure);
  }

  @Test
  void an_unreachable_webhook_leaks_no_secret() {
    SlackWebhookNotifier webhook = webhook();
    server.close();
    assertSilent(failure(webhook));
  }

  private static void assertSilent(NotificationException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertFalse(text.toString().contains(SECRET), text.toString());
  }

  private static NotificationException failure(SlackWebhookNotifier webhook) {
    return assertThrows(
        NotificationException.class, () -> webhook.post("", Samples.message(Samples.admitted())));
  }

  private SlackWebhookNotifier webhook() {
    String url = server.url("/services/T0/" + SECRET).toString();
    return new SlackWebhookNotifier(Secret.inEnvironment("SLACK_WEBHOOK_URL", url));
  }

  private static MockResponse ok() {
    return new MockResponse.Builder().body("ok").build();
  }
}
