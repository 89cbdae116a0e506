package io.selfheal.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import io.selfheal.kubernetes.LogRequest.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PodLogTest extends StubbedApi {
  private static final PodRef PLAIN = new PodRef("rec", "plain", "uid");
  private static final String LOG = "/api/v1/namespaces/rec/pods/plain/log";

  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final ByteSink sink =
      bytes -> taken.writeBytes(UTF_8.decode(bytes).toString().getBytes(UTF_8));

  @Test
  void a_recorded_log_comes_as_it_is() throws Exception {
    Recording tail = Recording.load("pod-log-tail");
    server.play(tail);
    assertTrue(cluster.log(request(Run.CURRENT), sink));
    assertEquals(tail.body(), taken.toString(UTF_8));
  }

  @Test
  void its_newest_lines_are_asked_for_and_its_bytes_not_limited() throws Exception {
    server.answer("GET", LOG, 200, "");
    cluster.log(request(Run.CURRENT), sink);
    HttpUrl asked = server.request().getUrl();
    assertEquals("container=app&tailLines=2000&previous=false", asked.query());
  }

  @Test
  void a_container_that_was_never_restarted_has_no_previous_log() throws Exception {
    server.play(Recording.load("pod-log-previous-missing"));
    assertFalse(cluster.log(request(Run.PREVIOUS), sink));
  }

  @Test
  void the_same_words_about_the_present_run_are_a_refusal() {
    server.play(Recording.load("pod-log-previous-missing"));
    assertEquals(Reason.BAD_REQUEST, refused(Run.CURRENT).reason());
  }

  @Test
  void another_refusal_of_the_previous_log_is_one() {
    server.answer("GET", LOG, 400, status("container app is not valid for pod plain"));
    assertEquals(Reason.BAD_REQUEST, refused(Run.PREVIOUS).reason());
  }

  @Test
  void a_right_that_is_missing_is_named() {
    server.answer("GET", LOG, 403, status("User x cannot get resource \\\"pods/log\\\""));
    ClusterException refused = refused(Run.CURRENT);
    assertEquals(Reason.FORBIDDEN, refused.reason());
    assertTrue(refused.getMessage().contains("\"pods/log\""), refused.getMessage());
  }

  @Test
  void a_kubelet_that_fails_is_no_error_of_the_server() {
    server.answer("GET", LOG, 500, status("the kubelet is away"));
    assertEquals(Reason.SERVER_ERROR, refused(Run.CURRENT).reason());
    assertEquals(0, cluster.errorsInARow());
  }

  @Test
  void a_log_that_breaks_off_is_not_taken_for_a_whole_one() {
    server.breakOff(LOG, "line 1\n".repeat(10_000));
    assertEquals(Reason.STREAM_CUT, refused(Run.CURRENT).reason());
  }

  @Test
  void a_server_that_says_nothing_is_given_up_at_the_deadline() {
    server.silence(LOG);
    LogRequest hasty = new LogRequest(PLAIN, "app", Run.CURRENT, 9, Duration.ofMillis(300));
    ClusterException refused = assertThrows(ClusterException.class, () -> cluster.log(hasty, sink));
    assertEquals(Reason.TIMEOUT, refused.reason());
  }

  @Test
  void a_sink_that_cannot_take_it_is_our_own_trouble() {
    server.answer("GET", LOG, 200, "line\n");
    ByteSink full =
        bytes -> {
          throw new IOException("no space left");
        };
    ClusterException refused =
        assertThrows(ClusterException.class, () -> cluster.log(request(Run.CURRENT), full));
    assertEquals(Reason.SINK_FAILED, refused.reason());
  }

  @Test
  void an_interruption_ends_it() {
    server.answer("GET", LOG, 200, "line\n".repeat(100_000));
    ByteSink interrupting = bytes -> Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> cluster.log(request(Run.CURRENT), interrupting));
  }

  private ClusterException refused(Run run) {
    return assertThrows(ClusterException.class, () -> cluster.log(request(run), sink));
  }

  private static LogRequest request(Run run) {
    return new LogRequest(PLAIN, "app", run, 2_000, Duration.ofSeconds(20));
  }

  private static String status(String message) {
    return "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"" + message + "\"}";
  }
}
