package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Samples;
import io.selfheal.notification.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackNotifierTest {
  private static final String TOKEN = "xoxb-hush-hush";
  private static final IncidentMessage MESSAGE = Samples.message(Samples.admitted());
  private static final MessageRef POSTED = new MessageRef("C1", "1.2");
  private static final String OK = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.2\"}";

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void posts_blocks_and_remembers_channel_and_ts() throws Exception {
    answer(200, OK);
    assertEquals(POSTED, slack().post("#payments", MESSAGE));
    RecordedRequest request = server.takeRequest();
    String body = request.getBody().utf8();
    assertEquals("/api/chat.postMessage", request.getTarget());
    assertEquals("Bearer " + TOKEN, request.getHeaders().get("Authorization"));
    assertTrue(body.contains("\"channel\":\"#payments\""), body);
    assertTrue(body.contains("\"blocks\":[{\"type\":\"header\""), body);
    assertFalse(body.contains(TOKEN), body);
  }

  @Test
  void edits_in_place() throws Exception {
    answer(200, OK);
    assertEquals(POSTED, slack().edit(POSTED, MESSAGE));
    RecordedRequest request = server.takeRequest();
    assertEquals("/api/chat.update", request.getTarget());
    assertTrue(request.getBody().utf8().contains("\"ts\":\"1.2\""));
  }

  @Test
  void replies_in_the_thread_without_a_header() throws Exception {
    answer(200, OK);
    slack().reply(POSTED, Samples.reply(Samples.healed(), Repeats.NONE, List.of("<!here>")));
    RecordedRequest request = server.takeRequest();
    String body = request.getBody().utf8();
    assertEquals("/api/chat.postMessage", request.getTarget());
    assertTrue(body.contains("\"thread_ts\":\"1.2\""), body);
    assertTrue(body.contains("\"blocks\":[{\"type\":\"section\""), body);
    assertTrue(slack().threads());
  }

  @Test
  void slack_is_to_make_nothing_of_plain_words_whatever_is_sent() throws Exception {
    for (int call = 0; call < 3; call++) {
      answer(200, OK);
    }
    slack().post("#payments", MESSAGE);
    slack().edit(POSTED, MESSAGE);
    slack().reply(POSTED, Samples.reply(Samples.healed(), Repeats.NONE, List.of()));
    for (int call = 0; call < 3; call++) {
      String body = server.takeRequest().getBody().utf8();
      assertTrue(body.contains("\"parse\":\"none\""), body);
    }
  }

  @Test
  void a_token_that_is_rotated_is_used_without_a_restart() throws Exception {
    answer(200, OK);
    answer(200, OK);
    SlackNotifier slack = slack();
    slack.post("#payments", MESSAGE);
    Files.writeString(folder.resolve("token"), "xoxb-new");
    slack.post("#payments", MESSAGE);
    server.takeRequest();
    assertEquals("Bearer xoxb-new", server.takeRequest().getHeaders().get("Authorization"));
  }

  @Test
  void ok_false_is_a_failure_with_its_reason() {
    answer(200, "{\"ok\":false,\"error\":\"not_in_channel\"}");
    NotificationException failure = failure();
    assertEquals(Reason.CHANNEL_UNUSABLE, failure.reason());
    assertEquals(
        "Cannot post to Slack's #payments: not_in_channel; invite the bot there, or correct"
            + " slack.channels",
        failure.getMessage());
  }

  @Test
  void a_429_carries_its_retry_after() {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", "17")
            .body("{\"ok\":false,\"error\":\"ratelimited\"}")
            .build());
    NotificationException failure = failure();
    assertEquals(Reason.RATE_LIMITED, failure.reason());
    assertEquals(Optional.of(Duration.ofSeconds(17)), failure.retryAfter());
  }

  @Test
  void a_page_that_is_not_slacks_is_tried_again() {
    answer(200, "<html>Please log in</html>");
    assertEquals(Reason.SERVER_ERROR, failure().reason());
    answer(502, "Bad gateway");
    assertEquals(Reason.SERVER_ERROR, failure().reason());
  }

  @Test
  void a_server_that_says_nothing_is_unreachable() {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.DAYS).build());
    SlackNotifier hasty =
        new SlackNotifier(new SlackMethods(token(), api(), Duration.ofMillis(200)), Buttons.NONE);
    NotificationException failure =
        assertThrows(NotificationException.class, () -> hasty.post("#payments", MESSAGE));
    assertEquals(Reason.UNREACHABLE, failure.reason());
    assertTrue(failure.retryable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xoxb-two\nxoxb-lines", "xoxb with spaces", "xoxb-ümlaut"})
  void a_token_that_is_none_is_refused_before_it_is_sent(String bad) throws IOException {
    Files.writeString(folder.resolve("token"), bad);
    NotificationException failure = failure();
    assertEquals(Reason.NO_SECRET, failure.reason());
    assertFalse(failure.getMessage().contains("xoxb"), failure.getMessage());
  }

  @Test
  void leaks_no_secret() {
    for (int status : List.of(200, 400, 401, 403, 404, 429, 500, 503)) {
      answer(status, "{\"ok\":false,\"error\":\"" + TOKEN + "\"}");
      assertSilent(failure());
    }
    server.close();
    assertSilent(failure());
    assertFalse(token().toString().contains(TOKEN));
  }

  private void assertSilent(NotificationException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertFalse(text.toString().contains(TOKEN), text.toString());
  }

  private NotificationException failure() {
    return assertThrows(NotificationException.class, () -> slack().post("#payments", MESSAGE));
  }

  private SlackNotifier slack() {
    return new SlackNotifier(token(), api(), Buttons.NONE);
  }

  private Secret token() {
    return Secret.inFile(folder.resolve("token"));
  }

  private URI api() {
    return server.url("/api/").uri();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }
}
