package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.Asking;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.rules.RuleBook;
import io.selfheal.sandbox.slack.SandboxSlack;
import io.selfheal.sandbox.slack.SandboxSlackPress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wired service, before a cluster that does not answer. */
class ResponderTest {
  private static final String ALERT =
      """
      {"alerts":[{"labels":{"alertname":"JvmMemoryHigh","priority":"P0","namespace":"shop","pod":"web-1"}}]}
      """;

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("token"), "secret-of-the-webhook");
    Files.copy(Path.of("config/rules.yaml"), folder.resolve("rules.yaml"));
    config = folder.resolve("responder.yaml");
    write("bearerTokenFiles: ['" + folder.resolve("token") + "']", "metrics: open");
  }

  @Test
  void takes_alerts_and_is_ready_while_the_cluster_is_away() throws Exception {
    try (Responder responder = start()) {
      assertEquals(200, get(responder, "/readyz").statusCode());
      HttpResponse<String> answer = post(responder);
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("\"decision\":\"queued\""), answer.body());
    }
  }

  @Test
  void knows_an_alert_of_the_process_before() throws Exception {
    try (Responder responder = start()) {
      post(responder);
    }
    try (Responder responder = start()) {
      assertTrue(post(responder).body().contains("\"decision\":\"duplicate\""));
    }
  }

  @Test
  void what_a_crash_left_in_the_spool_is_gone_after_the_next_start() throws Exception {
    Path left = folder.resolve("spool/" + closedIncident() + "/heap-dump.hprof");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "of a pod that is gone");
    start().close();
    assertFalse(Files.exists(left.getParent()));
  }

  @Test
  void does_not_start_with_a_mistake_in_its_configuration() throws Exception {
    write("maxBody: 64MiB", "metrics: open");
    Configuration configuration = Configuration.load(config, Map.of());
    StartException refusal =
        assertThrows(StartException.class, () -> Responder.start(configuration, Clock.systemUTC()));
    assertTrue(refusal.getMessage().contains("listen.bearerTokenFiles"), refusal.getMessage());
  }

  @Test
  void takes_alerts_from_anyone_when_told_so() throws Exception {
    write("maxBody: 64MiB", "metrics: open");
    Configuration configuration = Configuration.load(config, Map.of(), Senders.ANYONE);
    try (Responder responder = Responder.start(configuration, Clock.systemUTC())) {
      assertEquals(200, post(responder).statusCode());
    }
  }

  @Test
  void does_not_start_beside_another_one_on_the_same_ledger() throws Exception {
    try (Responder first = start()) {
      assertTrue(first.port() > 0);
      replace("/spool'", "/spool-2'");
      assertTrue(refusal().startsWith("Cannot open the ledger"), this::refusal);
    }
  }

  @Test
  void does_not_start_beside_another_one_on_the_same_spool() throws Exception {
    try (Responder first = start()) {
      assertTrue(first.port() > 0);
      replace("/ledger.db'", "/ledger-2.db'");
      assertTrue(refusal().startsWith("Cannot use the spool"), this::refusal);
    }
  }

  @Test
  void a_press_in_slack_decides_what_an_incident_asks() throws Exception {
    String incident;
    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC())) {
      incident = Asking.about("web-0", ledger, Instant.now());
    }
    try (SandboxSlack slack =
        SandboxSlack.start("xoxb-1", Clock.systemUTC(), List.of("#self-heal"))) {
      slack.useSockets("xapp-1");
      withButtons(slack);
      try (Responder responder = start()) {
        assertTrue(responder.port() > 0);
        slack.awaitConnection();
        assertTrue(slack.deliver(press(incident)));
      }
    }
    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC())) {
      Approval asked = ledger.approval(incident).orElseThrow();
      assertEquals("jane (Slack U012JANE)", asked.answer().orElseThrow().by());
    }
  }

  private void withButtons(SandboxSlack slack) throws IOException {
    Files.writeString(folder.resolve("bot"), "xoxb-1");
    Files.writeString(folder.resolve("app"), "xapp-1");
    String section =
        "slack: { tokenFile: '%s', appTokenFile: '%s', apiUrl: '%s',"
            + " defaultChannel: '#self-heal', approvers: { users: [U012JANE] } }\n";
    Files.writeString(
        config,
        section.formatted(folder.resolve("bot"), folder.resolve("app"), slack.apiUrl()),
        StandardOpenOption.APPEND);
  }

  private static SandboxSlackPress press(String incident) throws IOException {
    String payload =
        """
        {"type":"block_actions","user":{"id":"U012JANE","username":"jane"},"channel":{"id":"C0000000001"},
        "actions":[{"action_id":"selfheal-keep","value":"%s uid-of-web-0"}]}
        """;
    return new SandboxSlackPress(new ObjectMapper().readTree(payload.formatted(incident)));
  }

  @Test
  void closes_all_that_it_opened_when_a_part_cannot_be_opened() throws Exception {
    Path token = folder.resolve("token");
    Files.writeString(token, "");
    assertThrows(StartException.class, this::start);
    Files.writeString(token, "secret-of-the-webhook");
    start().close();
  }

  private String closedIncident() {
    Labels labels = Labels.of(Map.of("alertname", "JvmMemoryHigh", "priority", "P0"));
    Instant now = Instant.now();
    Alert alert =
        new Alert(
            Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.of(now));
    RuleBook rules = Configuration.load(config, Map.of()).rules();
    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC())) {
      ledger.accept(List.of(new Intake.Decided(alert, rules.decide(alert))));
      Claim claim = ledger.claim(Instant.now()).orElseThrow();
      Conclusion end = new Conclusion(Outcome.EVIDENCE_FAILED, new Reason("pod-gone", "It went."));
      ledger.save(claim, claim.incident().close(end, now));
      return claim.incident().id();
    }
  }

  private void write(String listen, String operator) throws IOException {
    List<String> lines =
        List.of(
            "namespaces: [shop]",
            "listen: { host: 127.0.0.1, port: 0, " + listen + " }",
            "operator: { host: 127.0.0.1, port: 0, " + operator + " }",
            "kubernetes: { server: 'http://127.0.0.1:9', tokenFile: '"
                + folder.resolve("token")
                + "' }",
            "ledger: { file: '" + folder.resolve("ledger.db") + "' }",
            "spool: { folder: '" + folder.resolve("spool") + "', mayBeVolatile: true }",
            "store: { folder: '" + folder.resolve("store") + "' }",
            "shutdownGrace: 1s");
    Files.write(config, lines);
  }

  private void replace(String text, String by) throws IOException {
    Files.writeString(config, Files.readString(config).replace(text, by));
  }

  private String refusal() {
    return assertThrows(StartException.class, this::start).getMessage();
  }

  private Responder start() {
    Configuration configuration = Configuration.load(config, Map.of());
    assertEquals(List.of(), configuration.problems());
    return Responder.start(configuration, Clock.systemUTC());
  }

  private static HttpResponse<String> get(Responder responder, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(responder, path)));
  }

  private static HttpResponse<String> post(Responder responder) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(responder, "/alert"))
            .header("Authorization", "Bearer secret-of-the-webhook")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ALERT)));
  }

  private static URI uri(Responder responder, String path) {
    return URI.create("http://127.0.0.1:" + responder.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
