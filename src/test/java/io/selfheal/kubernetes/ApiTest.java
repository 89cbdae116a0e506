package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How any question fails, and what never gets out. */
class ApiTest extends StubbedApi {
  private static final String NAMESPACE = "/api/v1/namespaces/shop";
  private static final ExecRequest COMMAND =
      new ExecRequest(
          new PodRef("shop", "web-0", "u-1"), "app", List.of("id"), Duration.ofSeconds(10));

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UNAUTHORIZED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "409, CONFLICT",
    "422, BAD_REQUEST",
    "429, SERVER_ERROR",
    "500, SERVER_ERROR",
    "503, SERVER_ERROR",
    "504, TIMEOUT"
  })
  void a_code_becomes_a_reason(int code, Reason reason) {
    server.answer("GET", NAMESPACE, code, "<html>not a Status at all</html>");
    assertEquals(reason, failure().reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "",
        "null",
        "[1]",
        "{\"metadata\":7}",
        "{\"metadata\":{\"creationTimestamp\":\"yesterday\"}}"
      })
  void an_answer_that_is_not_what_the_api_sends_is_the_servers_error(String body) {
    server.answer("GET", NAMESPACE, 200, body);
    assertEquals(Reason.SERVER_ERROR, failure().reason());
  }

  @Test
  void fields_that_we_do_not_know_are_no_trouble() throws Exception {
    String meta = "{\"annotations\":{\"a\":\"1\"},\"new\":{\"in\":[2099]}}";
    server.answer("GET", NAMESPACE, 200, "{\"metadata\":" + meta + ",\"newer\":true}");
    assertEquals(Map.of("a", "1"), cluster.namespaceAnnotations("shop"));
  }

  @Test
  void a_server_that_is_not_there_is_unreachable() {
    server.close();
    assertEquals(Reason.UNREACHABLE, failure().reason());
    var failed = assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
    assertEquals(Reason.UNREACHABLE, failed.reason());
  }

  @Test
  void a_server_that_does_not_answer_is_a_timeout() throws Exception {
    server.silence(NAMESPACE);
    try (var hasty = server.cluster(Duration.ofMillis(100))) {
      var failed = assertThrows(ClusterException.class, () -> hasty.namespaceAnnotations("shop"));
      assertEquals(Reason.TIMEOUT, failed.reason());
    }
  }

  @Test
  void an_upgrade_that_is_not_answered_is_a_timeout_before_the_deadline() throws Exception {
    server.silence(NAMESPACE + "/pods/web-0/exec");
    try (var hasty = server.cluster(Duration.ofMillis(100))) {
      var failed = assertThrows(ClusterException.class, () -> hasty.exec(COMMAND));
      assertEquals(Reason.TIMEOUT, failed.reason());
      assertTrue(failed.getMessage().contains("no answer in time"), failed.getMessage());
    }
  }

  @Test
  void the_token_is_sent_with_questions_and_with_commands() throws Exception {
    server.answer("GET", NAMESPACE, 200, "{}");
    cluster.namespaceAnnotations("shop");
    assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
    String bearer = "Bearer " + ApiServerStub.TOKEN;
    assertEquals(bearer, server.request().getHeaders().get("Authorization"));
    assertEquals(bearer, server.request().getHeaders().get("Authorization"));
  }

  @Test
  void leaks_no_secret() throws Exception {
    try (HeardLog log = new HeardLog()) {
      for (int code : List.of(200, 401, 500)) {
        server.answer("GET", NAMESPACE, code, "{");
        assertFalse(trace(failure()).contains(ApiServerStub.TOKEN));
      }
      var refused = assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
      assertFalse(trace(refused).contains(ApiServerStub.TOKEN));
      assertFalse(log.text().contains(ApiServerStub.TOKEN), "the log has the token");
    }
  }

  @Test
  void a_token_file_that_is_gone_is_said_without_its_content() throws Exception {
    Files.delete(folder.resolve("token"));
    var failed = assertThrows(ClusterException.class, server::cluster);
    assertTrue(failed.getMessage().contains("token"), failed.getMessage());
  }

  @Test
  void a_token_file_that_goes_later_is_a_refusal_for_questions_and_for_commands() throws Exception {
    Files.delete(folder.resolve("token"));
    assertEquals(Reason.UNAUTHORIZED, failure().reason());
    var failed = assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
    assertEquals(Reason.UNAUTHORIZED, failed.reason(), failed.getMessage());
  }

  @Test
  void a_token_that_no_header_can_carry_is_a_refusal_for_questions_and_for_commands()
      throws Exception {
    Files.writeString(folder.resolve("token"), "two\nlines");
    assertEquals(Reason.UNAUTHORIZED, failure().reason());
    var failed = assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
    assertEquals(Reason.UNAUTHORIZED, failed.reason(), failed.getMessage());
    assertFalse(trace(failed).contains("lines"), trace(failed));
  }

  private ClusterException failure() {
    return assertThrows(ClusterException.class, () -> cluster.namespaceAnnotations("shop"));
  }

  private static String trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
