package io.selfheal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.Asking;
import io.selfheal.ManualClock;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Switch.Paused;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What people decide by the operator's port, on a real ledger. */
class DecisionsTest {
  private static final String YES =
      """
      {"decision":"terminate","by":"alice"}""";
  private static final String NO =
      """
      {"decision":"keep","by":"bob"}""";

  private final ManualClock clock = ManualClock.at("2026-11-21T03:00:00Z");
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger woken = new AtomicInteger();
  @TempDir Path folder;
  private Ledger ledger;
  private OperatorServer server;
  private String incident;

  @BeforeEach
  void open() throws IOException {
    ledger = SqliteLedger.open(folder.resolve("ledger.db"), clock);
    incident = Asking.about("web-0", ledger, clock.instant());
    Path token = Files.writeString(folder.resolve("token"), "operators-token");
    start("bearerTokenFiles: ['" + token + "']");
  }

  @AfterEach
  void close() {
    server.close();
    ledger.close();
  }

  @Test
  void what_is_asked_is_listed() throws Exception {
    JsonNode approval = json(get("/approvals")).path("approvals").path(0);

    assertEquals(incident, approval.path("incident").asText());
    assertEquals("shop/web-0", approval.path("pod").asText());
    assertEquals("uid-of-web-0", approval.path("podUid").asText());
    assertEquals("containerd://web-0", approval.path("containerId").asText());
    assertEquals("May pod shop/web-0 be removed?", approval.path("question").asText());
    assertEquals("2026-11-21T03:15:00Z", approval.path("expiresAt").asText());
  }

  @Test
  void a_decision_is_kept_and_whoever_waits_is_woken() throws Exception {
    HttpResponse<String> answer = decide(YES);

    assertEquals(200, answer.statusCode());
    assertEquals("terminate", json(answer).path("decision").asText());
    assertEquals("alice", json(answer).path("by").asText());
    assertEquals("2026-11-21T03:00:00Z", json(answer).path("decidedAt").asText());
    assertEquals(Optional.of(Decision.TERMINATE), decided());
    assertEquals(1, woken.get());
  }

  @Test
  void a_look_decides_nothing() throws Exception {
    for (String method : List.of("GET", "HEAD")) {
      assertEquals(200, send(method, path() + "?decision=terminate&by=eve", YES).statusCode());
    }
    assertEquals(405, send("PUT", path(), YES).statusCode());
    assertEquals(Optional.empty(), decided());
  }

  @Test
  void a_second_decision_is_a_conflict() throws Exception {
    decide(NO);
    assertProblem(409, "approval-decided", "bob has decided it", decide(YES));
    assertEquals(Optional.of(Decision.KEEP), decided());
    assertEquals(1, woken.get());
  }

  @Test
  void a_decision_that_comes_too_late_is_a_conflict() throws Exception {
    clock.advance(Duration.ofMinutes(15));
    assertProblem(409, "approval-expired", "until 2026-11-21T03:15:00Z", decide(YES));
    assertEquals(Optional.empty(), decided());
  }

  @Test
  void what_nobody_asked_is_not_found() throws Exception {
    assertProblem(404, "approval-unknown", "has asked anything", send("POST", "/approvals/x", YES));
    assertEquals(404, get("/approvals/x").statusCode());
  }

  @Test
  void an_incident_that_is_over_is_a_conflict() throws Exception {
    Claim claim = ledger.claim(clock.instant()).orElseThrow();
    Conclusion end = new Conclusion(Outcome.REFUSED, new Reason("pod-gone", "It went."));
    ledger.save(claim, claim.incident().close(end, clock.instant()));

    assertProblem(409, "approval-closed", "is over", decide(YES));
  }

  @Test
  void whoever_means_another_pod_decides_nothing() throws Exception {
    String other = YES.replace("}", ",\"podUid\":\"uid-2\"}");
    assertProblem(409, "approval-other-pod", "uid-of-web-0", decide(other));
    assertEquals(Optional.empty(), decided());

    assertEquals(200, decide(other.replace("uid-2", "uid-of-web-0")).statusCode());
  }

  private record Body(String name, int status, String text) {}

  @TestFactory
  Stream<DynamicTest> a_body_that_is_not_clear_decides_nothing() {
    return Stream.of(
            new Body("no JSON", 400, "decision=terminate"),
            new Body("empty", 400, ""),
            new Body("a list", 400, "[]"),
            new Body("no decision", 400, "{\"by\":\"alice\"}"),
            new Body("nobody", 400, "{\"decision\":\"terminate\"}"),
            new Body("blank", 400, "{\"decision\":\"terminate\",\"by\":\" \"}"),
            new Body("two lines", 400, "{\"decision\":\"terminate\",\"by\":\"a\\nb\"}"),
            new Body("no text", 400, "{\"decision\":true,\"by\":\"alice\"}"),
            new Body("a name of Slack's", 400, YES.replace("alice", "alice (Slack U012AB3CD)")),
            new Body("like Slack's", 400, YES.replace("alice", "alice ( slack U012AB3CD )")),
            new Body("another word", 400, "{\"decision\":\"yes\",\"by\":\"alice\"}"),
            new Body("another key", 400, YES.replace("}", ",\"force\":\"1\"}")),
            new Body("twice", 400, YES.replace("}", ",\"decision\":\"keep\"}")),
            new Body("two bodies", 400, YES + YES),
            new Body("too long", 413, YES.replace("alice", "a".repeat(9000))))
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body.name,
                    () -> {
                      assertEquals(body.status, decide(body.text).statusCode());
                      assertEquals(Optional.empty(), decided());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> what_a_web_page_can_send_unasked_decides_nothing() {
    return Stream.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
        .map(type -> DynamicTest.dynamicTest(type, () -> assertUnsupported(type)));
  }

  private void assertUnsupported(String type) throws Exception {
    HttpRequest.Builder request =
        request(path()).header("Content-Type", type).POST(BodyPublishers.ofString(YES));
    assertEquals(415, client.send(request.build(), BodyHandlers.ofString()).statusCode());
    assertEquals(Optional.empty(), decided());
  }

  @Test
  void nobody_decides_or_looks_without_credentials() throws Exception {
    for (String at : List.of("/approvals", path(), "/pause")) {
      HttpRequest request = HttpRequest.newBuilder(uri(at)).build();
      assertEquals(401, client.send(request, BodyHandlers.ofString()).statusCode(), at);
    }
    for (String at : List.of(path(), "/pause", "/resume")) {
      HttpRequest request =
          HttpRequest.newBuilder(uri(at))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(YES))
              .build();
      assertEquals(401, client.send(request, BodyHandlers.ofString()).statusCode(), at);
    }
    assertEquals(Optional.empty(), decided());
  }

  @Test
  void nobody_decides_while_the_port_has_no_credentials_though_its_metrics_are_open()
      throws Exception {
    server.close();
    start("metrics: open");

    HttpResponse<String> answer = decide(YES);

    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("operator.bearerTokenFiles"), answer.body());
    assertEquals(Optional.empty(), decided());
    assertEquals(403, send("POST", "/pause", "{\"by\":\"alice\"}").statusCode());
    assertEquals(Optional.empty(), ledger.paused());
  }

  @Test
  void a_pause_is_kept_and_ended() throws Exception {
    assertEquals("{\"paused\":false}", get("/pause").body());

    HttpResponse<String> answer =
        send("POST", "/pause", "{\"by\":\"alice\",\"reason\":\"the database is moved\"}");

    String paused =
        "\"by\":\"alice\",\"reason\":\"the database is moved\",\"since\":\"2026-11-21T03:00:00Z\"}";
    assertEquals("{\"paused\":true," + paused, answer.body());
    assertEquals(answer.body(), get("/pause").body());
    assertEquals(
        Optional.of(new Paused("alice", "the database is moved", clock.instant())),
        ledger.paused());
    assertEquals(
        "{\"paused\":false,\"ended\":{" + paused + "}",
        send("POST", "/resume", "{\"by\":\"bob\"}").body());
    assertEquals(Optional.empty(), ledger.paused());
    assertEquals("{\"paused\":false}", send("POST", "/resume", "{\"by\":\"bob\"}").body());
  }

  @Test
  void a_pause_without_a_name_pauses_nothing() throws Exception {
    assertEquals(400, send("POST", "/pause", "{\"reason\":\"x\"}").statusCode());
    assertEquals(405, send("GET", "/resume", "").statusCode());
    assertEquals(Optional.empty(), ledger.paused());
  }

  private void start(String credentials) {
    String yaml = "operator: {host: 127.0.0.1, port: 0, " + credentials + "}";
    OperatorConfig config =
        OperatorConfig.read(
            ConfigFile.parse(yaml, new Problems("responder.yaml")).section("operator"));
    Metrics metrics = new Metrics(ledger::openByStage, ledger::uploadBacklog, () -> false);
    server = new OperatorServer(config, metrics, List::of, () -> ledger, woken::incrementAndGet);
    server.start();
  }

  private Optional<Decision> decided() {
    return ledger.approval(incident).orElseThrow().answer().map(answer -> answer.decision());
  }

  private String path() {
    return "/approvals/" + incident;
  }

  private HttpResponse<String> decide(String body) throws Exception {
    return send("POST", path(), body);
  }

  private HttpResponse<String> get(String at) throws Exception {
    return client.send(request(at).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String at, String body) throws Exception {
    HttpRequest.Builder request =
        request(at)
            .header("Content-Type", "application/json; charset=utf-8")
            .method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String at) {
    return HttpRequest.newBuilder(uri(at)).header("Authorization", "Bearer operators-token");
  }

  private URI uri(String at) {
    return URI.create("http://127.0.0.1:" + server.port() + at);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static void assertProblem(
      int status, String reason, String detail, HttpResponse<String> answer) throws IOException {
    assertEquals(status, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(reason, json(answer).path("reason").asText());
    assertTrue(json(answer).path("detail").asText().contains(detail), answer.body());
  }
}
