package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodDocumentsTest extends StubbedApi {
  private static final PodRef PLAIN =
      new PodRef("rec", "plain", "48b9ba70-7dd9-4c68-a04d-431c7b018d94");
  private static final String POD = "/api/v1/namespaces/rec/pods/plain";
  private static final String EVENTS = "/api/v1/namespaces/rec/events";
  private static final String METRICS = "/apis/metrics.k8s.io/v1beta1/namespaces/rec/pods/plain";

  @Test
  void a_pod_comes_word_by_word_with_fields_that_nobody_here_knows() throws Exception {
    String newer = "{\"kind\":\"Pod\",\"spec\":{\"of-a-newer-server\":[1.50,null]}}\n";
    server.answer("GET", POD, 200, newer);
    assertEquals(newer, cluster.podDocument(PLAIN));
  }

  @Test
  void events_are_asked_for_by_uid() throws Exception {
    Recording events = Recording.load("events-of-pod");
    server.play(events);
    assertEquals(events.body(), cluster.events(PLAIN));
    assertEquals(
        "involvedObject.uid=" + PLAIN.uid(),
        server.request().getUrl().queryParameter("fieldSelector"));
  }

  @Test
  void metrics_come_from_their_own_api() throws Exception {
    server.answer("GET", METRICS, 200, "{\"kind\":\"PodMetrics\"}");
    assertEquals("{\"kind\":\"PodMetrics\"}", cluster.podMetrics(PLAIN));
  }

  @Test
  void what_is_longer_than_4_mib_is_refused_and_not_held() {
    server.answer("GET", EVENTS, 200, "x".repeat((4 << 20) + 1));
    ClusterException refused = assertThrows(ClusterException.class, () -> cluster.events(PLAIN));
    assertEquals(Reason.STREAM_CUT, refused.reason());
    assertTrue(refused.getMessage().contains("longer than 4 MiB"), refused.getMessage());
  }

  @Test
  void what_is_exactly_4_mib_long_is_taken() throws Exception {
    server.answer("GET", EVENTS, 200, "x".repeat(4 << 20));
    assertEquals(4 << 20, cluster.events(PLAIN).length());
  }

  /**
   * The first is what a server without the metrics API says, the second what one with a dead one.
   */
  @ParameterizedTest
  @CsvSource({
    "404, '404 page not found', NOT_FOUND",
    "503, 'service unavailable', SERVER_ERROR",
    "403, 'pods.metrics.k8s.io is forbidden', FORBIDDEN"
  })
  void a_metrics_api_that_is_not_there_is_no_error_of_the_server(
      int status, String body, Reason reason) {
    server.answer("GET", METRICS, status, body);
    ClusterException refused =
        assertThrows(ClusterException.class, () -> cluster.podMetrics(PLAIN));
    assertEquals(reason, refused.reason());
    assertTrue(refused.getMessage().contains(body), refused.getMessage());
    assertEquals(0, cluster.errorsInARow());
  }
}
