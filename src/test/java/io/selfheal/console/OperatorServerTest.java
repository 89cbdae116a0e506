package io.selfheal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.access.Credentials;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.console.OperatorConfig.MetricsAccess;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Uploads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorServerTest {
  @TempDir Path folder;
  private final List<String> missing = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private OperatorServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void metrics_need_this_ports_credentials() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "operators-token");
    start("operator: {host: 127.0.0.1, port: 0, bearerTokenFiles: [" + token + "]}");

    assertEquals(401, get("/metrics", "Bearer other").statusCode());
    HttpResponse<String> answer = get("/metrics", "Bearer operators-token");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElse("").replace(";charset", "; charset"));
    assertTrue(answer.body().contains("selfheal_alerts_total{decision=\"queued\"} 0.0\n"));
  }

  @Test
  void metrics_are_closed_while_nobody_said_who_may_read_them() throws Exception {
    start("operator: {host: 127.0.0.1, port: 0}");

    HttpResponse<String> answer = get("/metrics", "Bearer ");

    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("operator.metrics: open"), answer.body());
  }

  @Test
  void metrics_can_be_opened() throws Exception {
    start("operator: {host: 127.0.0.1, port: 0, metrics: open}");

    assertEquals(200, get("/metrics", "").statusCode());
  }

  @Test
  void probes_are_open_and_say_what_is_missing() throws Exception {
    start("operator: {host: 127.0.0.1, port: 0}");
    missing.add("The ledger cannot accept alerts");

    assertEquals(200, get("/healthz", "").statusCode());
    HttpResponse<String> ready = get("/readyz", "");
    assertEquals(503, ready.statusCode());
    assertEquals(
        "{\"status\":\"not ready\",\"missing\":[\"The ledger cannot accept alerts\"]}",
        ready.body());
  }

  @Test
  void a_ledger_that_cannot_be_had_is_told_as_a_trouble_that_may_pass() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "operators-token");
    start("operator: {host: 127.0.0.1, port: 0, bearerTokenFiles: [" + token + "]}");

    HttpResponse<String> answer = get("/approvals", "Bearer operators-token");

    assertEquals(503, answer.statusCode());
    assertTrue(answer.body().contains("nothing was done"), answer.body());
  }

  @Test
  void the_section_has_defaults_and_reports_mistakes() {
    Problems problems = new Problems("responder.yaml");
    OperatorConfig config = config("operator: {metrics: closed, tokens: [a]}", problems);
    server = serverOf(config);

    assertEquals(8081, config.port().port());
    assertEquals(new Credentials(List.of(), Optional.empty()), config.credentials());
    assertEquals(MetricsAccess.AUTHENTICATED, config.metrics());
    assertEquals(
        List.of("operator.metrics", "operator.tokens"),
        problems.found().stream().map(Problem::path).toList());
  }

  private void start(String yaml) {
    server = serverOf(config(yaml, new Problems("responder.yaml")));
    server.start();
  }

  private OperatorServer serverOf(OperatorConfig config) {
    Metrics metrics = new Metrics(Map::of, () -> Uploads.Backlog.NONE, () -> false);
    return new OperatorServer(
        config, metrics, () -> List.copyOf(missing), OperatorServerTest::noLedger, () -> {});
  }

  private static Ledger noLedger() {
    throw new LedgerException("The ledger is not open");
  }

  private static OperatorConfig config(String yaml, Problems problems) {
    return OperatorConfig.read(ConfigFile.parse(yaml, problems).section("operator"));
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", authorization)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
