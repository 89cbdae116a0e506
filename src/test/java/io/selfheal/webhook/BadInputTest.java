package io.selfheal.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.webhook.WebhookConfig.Bounds;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Bounds SMALL = new Bounds(1_000, 2_000, Duration.ofSeconds(30));

  private Webhook webhook = Webhook.open();

  @AfterEach
  void close() {
    webhook.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"alerts\":[{]} | /alerts/0 | 1 | 13",
        "{\"alerts\":[{\"labels\":{\"a\":\"b\"}} | /alerts/0 | 1 | 32",
        "{\"alerts\":[nonsense]} | /alerts/0 | 1 | 21",
        "[] | '' | 1 | 1",
        "\"text\" | '' | 1 | 1",
        "{\"alerts\":{}} | /alerts | 1 | 11",
        "{\"alerts\":null} | /alerts | 1 | 11",
        "{\"status\":1,\"alerts\":[]} | /status | 1 | 11",
        "{\"version\":\"4\"} | '' | 1 | 15",
        "{\"alerts\":[]} {} | '' | 1 | 15",
      })
  void what_is_no_notification_is_answered_with_its_place(
      String json, String pointer, int line, int column) throws Exception {
    JsonNode problem = problem(400, webhook.post(json));

    assertEquals(pointer, problem.get("pointer").asText());
    assertEquals(List.of(line, column), place(problem));
    assertEquals(List.of(), webhook.inbox.accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{\"alerts\":[{\"labels\":{\"a\":\"\u0001\"}}]}"})
  void no_json_at_all_is_a_400(String json) throws Exception {
    problem(400, webhook.post(json));
  }

  @Test
  void bytes_that_are_no_utf8_are_a_400() throws Exception {
    byte[] json =
        "{\"alerts\":[{\"labels\":{\"a\":\"\u00ff\"}}]}".getBytes(StandardCharsets.ISO_8859_1);

    problem(400, webhook.post(BodyPublishers.ofByteArray(json)));
  }

  @Test
  void one_bad_alert_among_a_thousand_spoils_only_itself() throws Exception {
    HttpResponse<String> answer =
        webhook.post("{\"alerts\":[" + alerts(500) + ",{\"labels\":7}," + alerts(499) + "]}");

    JsonNode decisions = JSON.readTree(answer.body()).get("alerts");
    assertEquals(200, answer.statusCode());
    assertEquals(1_000, decisions.size());
    assertEquals(
        JSON.readTree(
            "{\"decision\":\"quarantined\",\"reason\":\"labels must be an object of texts\"}"),
        decisions.get(500));
    assertEquals(999, webhook.inbox.alerts().size());
    assertEquals("{\"labels\":7}", webhook.inbox.quarantined().get(0).text());
  }

  @Test
  void nesting_of_32_is_read_and_of_33_is_too_much() throws Exception {
    assertEquals(200, webhook.post(nested(31)).statusCode());
    problem(413, webhook.post(nested(32)));
  }

  @Test
  void a_text_too_long_to_read_past_is_a_413() throws Exception {
    String json = "{\"alerts\":[{\"labels\":{\"a\":\"" + "x".repeat(2 << 20) + "\"}}]}";

    problem(413, webhook.post(json));
  }

  @Test
  void a_body_over_the_limit_is_refused_by_its_length() throws Exception {
    restart(Webhook.bounded(SMALL));

    problem(413, webhook.post("{\"alerts\":[" + alerts(100) + "]}"));
    assertEquals(List.of(), webhook.inbox.accepted());
  }

  @Test
  void a_chunked_body_over_the_limit_is_refused_as_it_comes() throws Exception {
    restart(Webhook.bounded(SMALL));
    byte[] json = ("{\"alerts\":[" + alerts(100) + "]}").getBytes(StandardCharsets.UTF_8);

    problem(413, webhook.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void another_content_type_is_a_415(String type) throws Exception {
    problem(
        415,
        webhook.send(
            webhook
                .request("/alert")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(Webhook.MINIMAL))));
  }

  @Test
  void a_compressed_body_is_a_415() throws Exception {
    problem(
        415,
        webhook.send(
            webhook
                .request("/alert")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(Webhook.MINIMAL))));
  }

  @Test
  void another_method_and_another_path_are_said_so() throws Exception {
    HttpResponse<String> method = webhook.send(webhook.request("/alert").GET());

    problem(405, method);
    assertEquals("POST", method.headers().firstValue("Allow").orElse(""));
    problem(404, webhook.send(webhook.request("/alerts").GET()));
  }

  @Test
  void a_body_that_stalls_is_cut_and_may_come_again() throws Exception {
    restart(Webhook.impatient(Duration.ofMillis(200)));

    String answer =
        webhook.raw(
            "POST /alert HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{");

    assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
    assertTrue(answer.contains("Retry-After: 5\r\n"), answer);
  }

  private void restart(Webhook other) {
    webhook.close();
    webhook = other;
  }

  private static JsonNode problem(int status, HttpResponse<String> answer) throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(status, problem.get("status").asInt());
    assertTrue(problem.hasNonNull("type") && problem.hasNonNull("title"), answer.body());
    assertTrue(problem.hasNonNull("detail"), answer.body());
    return problem;
  }

  private static List<Integer> place(JsonNode problem) {
    return List.of(problem.get("line").asInt(), problem.get("column").asInt());
  }

  private static String alerts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"labels\":{\"alertname\":\"a" + i + "\"}}")
        .collect(Collectors.joining(","));
  }

  /** A notification with an unknown field of this depth. */
  private static String nested(int depth) {
    return "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"alerts\":[]}";
  }
}
