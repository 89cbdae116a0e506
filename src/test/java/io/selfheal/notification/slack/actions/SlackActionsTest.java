package io.selfheal.notification.slack.actions;

import static io.selfheal.notification.slack.actions.AskedInSlack.BOB;
import static io.selfheal.notification.slack.actions.AskedInSlack.EVE;
import static io.selfheal.notification.slack.actions.AskedInSlack.JANE;
import static io.selfheal.notification.slack.actions.AskedInSlack.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.sandbox.slack.SandboxSlackFault;
import io.selfheal.sandbox.slack.SandboxSlackPress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Buttons by Slack's signed requests: sandbox, port and ledger are real. */
class SlackActionsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path folder;
  private AskedInSlack asked;

  @BeforeEach
  void open() throws IOException {
    asked = new AskedInSlack(folder, "signingSecretFile: '%2$s'");
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterEach
  void close() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    asked.close();
  }

  @Test
  void a_press_decides_and_the_message_says_who_did() throws Exception {
    assertTrue(asked.message().newest().lines().contains("[Terminate]"));

    assertEquals(200, send(asked.terminate(JANE)));
    asked.tell();

    assertEquals(decided(Decision.TERMINATE, "jane (Slack U012JANE)"), asked.answer());
    assertEquals(1, asked.woken.get());
    List<String> lines = asked.message().newest().lines();
    assertFalse(lines.contains("[Terminate]") || lines.contains("[Keep]"), lines.toString());
    assertTrue(
        lines.contains("*Decided* <@U012JANE>: the pod may be removed, at 2026-11-21 03:00:01 UTC"),
        lines.toString());
    assertEquals(List.of(), asked.whispers());
  }

  @Test
  void the_other_button_keeps_the_pod() throws Exception {
    send(asked.keep(JANE));
    assertEquals(decided(Decision.KEEP, "jane (Slack U012JANE)"), asked.answer());
  }

  @Test
  void whoever_is_in_a_group_of_approvers_may() throws Exception {
    send(asked.keep(BOB));
    assertEquals(decided(Decision.KEEP, "bob (Slack U012BOB)"), asked.answer());
  }

  @Test
  void nobody_else_may_and_is_told_so() throws Exception {
    assertEquals(200, send(asked.terminate(EVE)));
    assertNothingDecided();
    assertToldOnce(EVE, "slack.approvers names neither you");
    assertEquals(List.of("approval-forbidden"), asked.refused);
  }

  @Test
  void whoever_left_the_group_may_not_after_a_minute() throws Exception {
    send(forOtherIncident(asked.keep(BOB)));
    asked.slack.group(AskedInSlack.GROUP, List.of());
    asked.clock.advance(Duration.ofSeconds(60));

    send(asked.terminate(BOB));

    assertNothingDecided();
    assertTrue(asked.whispers().get(1).contains("slack.approvers"), asked.whispers().toString());
  }

  @Test
  void while_slack_does_not_say_who_is_in_a_group_nobody_is() throws Exception {
    asked.slack.failNext(SandboxSlackFault.error("missing_scope"));
    send(asked.terminate(BOB));
    assertNothingDecided();
    assertToldOnce(BOB, "usergroups:read");

    send(asked.terminate(BOB));
    assertTrue(asked.answer().isPresent());
  }

  @Test
  void of_two_who_press_the_first_decides_and_the_second_is_told() throws Exception {
    send(asked.keep(JANE));
    assertEquals(200, send(asked.terminate(BOB)));
    assertEquals(decided(Decision.KEEP, "jane (Slack U012JANE)"), asked.answer());
    assertToldOnce(BOB, "jane (Slack U012JANE) has decided it");
    assertEquals(1, asked.woken.get());
    assertEquals(List.of("approval-decided"), asked.refused);
  }

  @Test
  void of_two_who_press_at_once_one_decides() throws Exception {
    var first = client.sendAsync(signed(asked.keep(JANE)), BodyHandlers.ofString());
    var second = client.sendAsync(signed(asked.terminate(BOB)), BodyHandlers.ofString());
    first.join();
    second.join();
    assertEquals(1, asked.woken.get());
    assertEquals(1, asked.whispers().size());
  }

  @Test
  void a_request_that_is_sent_again_changes_nothing() throws Exception {
    HttpRequest request = signed(asked.terminate(JANE));
    assertEquals(200, send(request));
    Optional<Answer> answer = asked.answer();
    asked.clock.advance(Duration.ofMinutes(4));

    assertEquals(200, send(request));

    assertEquals(answer, asked.answer());
    assertEquals(1, asked.woken.get());
  }

  @Test
  void a_question_that_has_expired_is_not_decided() throws Exception {
    asked.clock.advance(Duration.ofMinutes(15));
    send(asked.terminate(JANE));
    assertNothingDecided();
    assertToldOnce(JANE, "could be answered until 2026-11-21T03:15:00Z");
  }

  @Test
  void an_incident_that_is_over_is_not_decided() throws Exception {
    SandboxSlackPress press = asked.terminate(JANE);
    Claim claim = asked.ledger.claim(asked.clock.instant()).orElseThrow();
    Conclusion end = new Conclusion(Outcome.REFUSED, new Reason("pod-gone", "It went."));
    asked.ledger.save(claim, claim.incident().close(end, asked.clock.instant()));

    send(press);

    assertNothingDecided();
    assertToldOnce(JANE, "is over");
  }

  @Test
  void a_button_about_another_pod_decides_nothing() throws Exception {
    send(with(asked.terminate(JANE), asked.incident + " uid-of-web-1"));
    assertNothingDecided();
    assertToldOnce(JANE, "The question is about pod shop/web-0 of UID uid-of-web-0");
  }

  @Test
  void what_nobody_asked_is_not_decided() throws Exception {
    send(forOtherIncident(asked.terminate(JANE)));
    assertNothingDecided();
    assertToldOnce(JANE, "No incident of that id");
  }

  @Test
  void who_was_refused_hears_nothing_that_mentions_or_links() throws Exception {
    asked.ledger.decide(asked.incident, Decision.KEEP, "<!channel> & <https://evil.example|x>");
    send(asked.terminate(JANE));
    assertToldOnce(JANE, "&lt;!channel&gt; &amp; &lt;https://evil.example|x&gt; has decided it");
  }

  @Test
  void a_press_is_answered_though_who_pressed_cannot_be_told() throws Exception {
    send(asked.terminate(JANE));
    asked.slack.failNext(SandboxSlackFault.error("user_not_in_channel"));
    assertEquals(200, send(asked.keep(JANE)));
    assertEquals(List.of(), asked.whispers());
  }

  @TestFactory
  Stream<DynamicTest> what_slack_did_not_sign_just_now_is_refused() {
    return Stream.of(
            new Case("by another secret", 401, press -> request(press, "another", 0)),
            new Case("six minutes ago", 401, press -> request(press, SECRET, -360)),
            new Case("in six minutes", 401, press -> request(press, SECRET, 360)),
            new Case("no signature", 401, press -> without(press, "X-Slack-Signature")),
            new Case("no time", 401, press -> without(press, "X-Slack-Request-Timestamp")),
            new Case("another body", 401, this::changed))
        .map(one -> DynamicTest.dynamicTest(one.name, () -> assertRefused(one)));
  }

  @TestFactory
  Stream<DynamicTest> a_body_that_is_not_understood_decides_nothing() {
    String press = asked.terminate(JANE).payload().toString();
    return Stream.of(
            new Body("nothing", 400, ""),
            new Body("no payload", 400, "paylod=" + encoded(press)),
            new Body("two payloads", 400, "payload=" + encoded(press) + "&payload=%7B%7D"),
            new Body("no JSON", 400, "payload=terminate"),
            new Body("a list", 400, "payload=%5B%5D"),
            new Body("half an escape", 400, "payload=%7"),
            new Body("two objects", 400, "payload=" + encoded(press + press)),
            new Body("deep", 400, "payload=" + encoded("{\"a\":".repeat(2_000))),
            new Body("too long", 413, "payload=" + encoded(press) + "&x=" + "x".repeat(262_144)),
            new Body("an empty object", 200, "payload=%7B%7D"),
            new Body("another kind", 200, payload("type", "view_submission")),
            new Body("a user that is none", 200, payload("user", "jane")),
            new Body("no user", 200, payload("user", null)),
            new Body("no actions", 200, payload("actions", null)),
            new Body("a channel that is none", 200, payload("channel", "../x")))
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body.name,
                    () -> {
                      assertEquals(body.status, send(signed(body.text)));
                      assertNothingDecided();
                    }));
  }

  @Test
  void only_a_form_is_read() throws Exception {
    for (String type : List.of("application/json", "multipart/form-data", "text/plain")) {
      HttpRequest request =
          HttpRequest.newBuilder(asked.url())
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertEquals(415, send(request), type);
    }
  }

  @Test
  void the_port_has_nothing_else() throws Exception {
    for (String path : List.of("/", "/alert", "/approvals", "/metrics", "/healthz", "/pause")) {
      URI other = asked.url().resolve(path);
      assertEquals(404, send(HttpRequest.newBuilder(other).build()), path);
    }
    assertEquals(405, send(HttpRequest.newBuilder(asked.url()).build()));
  }

  @Test
  void a_secret_is_exchanged_without_a_restart() throws Exception {
    asked.write("secret", "the-next-one\n" + SECRET + "\n");
    assertEquals(200, send(request(asked.terminate(EVE), SECRET, 0)));
    assertEquals(200, send(request(asked.terminate(EVE), "the-next-one", 0)));
    asked.write("secret", "the-next-one\n");
    assertEquals(401, send(request(asked.terminate(JANE), SECRET, 0)));
    Files.delete(asked.file("secret"));
    assertEquals(503, send(request(asked.terminate(JANE), "the-next-one", 0)));
    assertNothingDecided();
  }

  @Test
  void the_log_leaks_no_secret() throws Exception {
    asked.slack.failNext(SandboxSlackFault.error("invalid_auth"));
    send(asked.terminate(BOB));
    send(request(asked.terminate(JANE), "another", 0));
    send(asked.terminate(JANE));
    assertFalse(log.list.isEmpty());
    for (ILoggingEvent event : log.list) {
      String text = event.getFormattedMessage() + event.getKeyValuePairs();
      assertFalse(text.contains("hush") || text.contains("verification"), text);
    }
  }

  private record Case(String name, int status, RequestOf request) {}

  private interface RequestOf {
    HttpRequest of(SandboxSlackPress press);
  }

  private record Body(String name, int status, String text) {}

  private void assertRefused(Case one) throws Exception {
    assertEquals(one.status, send(one.request.of(asked.terminate(JANE))));
    assertNothingDecided();
    assertEquals(List.of(), asked.whispers());
  }

  private void assertNothingDecided() {
    assertEquals(Optional.empty(), asked.answer());
    assertEquals(0, asked.woken.get());
  }

  private void assertToldOnce(SandboxSlackPress.User user, String text) {
    assertEquals(1, asked.whispers().size(), asked.whispers().toString());
    String told = asked.whispers().get(0);
    assertTrue(told.startsWith(user.id() + " Your press decided nothing. "), told);
    assertTrue(told.contains(text), told);
  }

  private Optional<Answer> decided(Decision decision, String by) {
    return Optional.of(new Answer(decision, by, Instant.parse("2026-11-21T03:00:01Z")));
  }

  private String payload(String key, String text) {
    ObjectNode payload = asked.terminate(JANE).payload().deepCopy();
    if (text == null) {
      payload.remove(key);
    } else if (key.equals("type")) {
      payload.put(key, text);
    } else {
      payload.putObject(key).put("id", text);
    }
    return "payload=" + encoded(payload.toString());
  }

  private SandboxSlackPress forOtherIncident(SandboxSlackPress press) {
    return with(press, "20261121T030000-0 uid-of-web-0");
  }

  private static SandboxSlackPress with(SandboxSlackPress press, String value) {
    return altered(press, actions -> ((ObjectNode) actions.path(0)).put("value", value));
  }

  private static SandboxSlackPress altered(SandboxSlackPress press, Consumer<ArrayNode> change) {
    ObjectNode payload = press.payload().deepCopy();
    change.accept((ArrayNode) payload.path("actions"));
    return new SandboxSlackPress(payload);
  }

  private HttpRequest request(SandboxSlackPress press, String secret, long seconds) {
    return press.request(asked.url(), secret, asked.clock.instant().plusSeconds(seconds));
  }

  private HttpRequest without(SandboxSlackPress press, String header) {
    return HttpRequest.newBuilder(signed(press), (name, value) -> !name.equalsIgnoreCase(header))
        .build();
  }

  private HttpRequest changed(SandboxSlackPress press) {
    return HttpRequest.newBuilder(signed(press), (name, value) -> true)
        .POST(HttpRequest.BodyPublishers.ofString("payload=" + encoded(press.payload() + " ")))
        .build();
  }

  private HttpRequest signed(SandboxSlackPress press) {
    return request(press, SECRET, 0);
  }

  private HttpRequest signed(String body) {
    String at = Long.toString(asked.clock.instant().getEpochSecond());
    String signature = SandboxSlackPress.signature(SECRET, "v0:" + at + ":" + body);
    return HttpRequest.newBuilder(asked.url())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Slack-Request-Timestamp", at)
        .header("X-Slack-Signature", signature)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private int send(SandboxSlackPress press) throws Exception {
    return send(signed(press));
  }

  private int send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return answer.statusCode();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
