package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an error of the API server itself, at the one door to it. */
class ErrorStreakTest extends StubbedApi {
  private static final String NAMESPACE = "/api/v1/namespaces/shop";
  private static final ExecRequest COMMAND =
      new ExecRequest(
          new PodRef("shop", "web-0", "u-1"), "app", List.of("id"), Duration.ofSeconds(10));

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void errors_of_the_server_are_counted_in_a_row(int code) {
    failThrice(code);
    assertEquals(3, cluster.errorsInARow());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 429})
  void any_other_answer_is_one_of_a_server_that_works(int code) {
    failThrice(500);
    fail(code);
    assertEquals(0, cluster.errorsInARow());
  }

  @Test
  void an_answer_ends_the_row() throws Exception {
    failThrice(500);
    server.answer("GET", NAMESPACE, 200, "{}");
    cluster.namespaceAnnotations("shop");
    assertEquals(0, cluster.errorsInARow());
  }

  @Test
  void a_server_that_is_not_there_errs_and_a_command_in_a_pod_counts_for_nothing() {
    server.close();
    assertThrows(ClusterException.class, () -> cluster.namespaceAnnotations("shop"));
    assertThrows(ClusterException.class, () -> cluster.exec(COMMAND));
    assertEquals(1, cluster.errorsInARow());
  }

  @Test
  void a_server_that_does_not_answer_errs() throws Exception {
    server.silence(NAMESPACE);
    try (var hasty = server.cluster(Duration.ofMillis(100))) {
      assertThrows(ClusterException.class, () -> hasty.namespaceAnnotations("shop"));
      assertEquals(1, hasty.errorsInARow());
    }
  }

  @Test
  void a_token_that_is_gone_is_no_error_of_the_server() throws Exception {
    Files.delete(folder.resolve("token"));
    assertThrows(ClusterException.class, () -> cluster.namespaceAnnotations("shop"));
    assertEquals(0, cluster.errorsInARow());
  }

  private void failThrice(int code) {
    for (int i = 0; i < 3; i++) {
      fail(code);
    }
  }

  private void fail(int code) {
    server.answer("GET", NAMESPACE, code, "{}");
    assertThrows(ClusterException.class, () -> cluster.namespaceAnnotations("shop"));
  }
}
