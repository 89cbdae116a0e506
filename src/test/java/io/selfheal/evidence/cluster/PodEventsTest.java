package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.PodRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodEventsTest {
  private static final JvmTarget PENDING =
      new JvmTarget(
          new PodRef("rec", "pending", "4609a738-7801-4a04-8c22-1f4dc04ec76b"), "app", "id");

  private final ObjectNode events = Recorded.body("events-of-pod");

  @Test
  void recorded_events_are_told_oldest_first_with_all_that_matters() throws Exception {
    assertEquals(
        """
        Events of pod rec/pending, UID 4609a738-7801-4a04-8c22-1f4dc04ec76b, the newest last

        2026-11-21T00:35:18.427410Z  Normal  Scheduled  default-scheduler on default-scheduler-vm
            Successfully assigned rec/pending to node1

        2026-11-21T00:36:37Z  Warning  ErrImageNeverPull  8 times since 2026-11-21T00:35:19Z  spec.containers{app}  kubelet on node1
            Container image "docker.io/lab/nosuch:1" is not present with pull policy of Never

        2026-11-21T00:36:37Z  Warning  Failed  8 times since 2026-11-21T00:35:19Z  spec.containers{app}  kubelet on node1
            Error: ErrImageNeverPull

        2026-11-21T00:40:29Z  Warning  MissingClusterDNS  27 times since 2026-11-21T00:35:18Z  kubelet on node1
            pod: "pending_rec(4609a738-7801-4a04-8c22-1f4dc04ec76b)". kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy. Falling back to "Default" policy.

        """,
        text());
  }

  @Test
  void a_series_of_the_newer_api_is_counted() throws Exception {
    ObjectNode scheduled = (ObjectNode) events.at("/items/0");
    scheduled.putObject("series").put("count", 3).put("lastObservedTime", "2026-11-21T00:50:00.1Z");
    assertTrue(
        text().contains("2026-11-21T00:50:00.100Z  Normal  Scheduled  3 times since"), text());
  }

  @Test
  void a_namesakes_event_is_left_out() throws Exception {
    ((ObjectNode) events.at("/items/3/involvedObject")).put("uid", "another");
    assertFalse(text().contains("Error: ErrImageNeverPull"), text());
  }

  @Test
  void a_message_of_several_lines_stays_with_its_event_and_moves_no_cursor() throws Exception {
    ((ObjectNode) events.at("/items/0")).put("message", "probe failed:\n\u001b[2Jdown\r\n");
    assertTrue(text().contains("\n    probe failed:\n    ?[2Jdown\n"), text());
  }

  @Test
  void an_event_that_says_little_is_told_all_the_same() throws Exception {
    events.withArray("/items").removeAll();
    events
        .withArray("/items")
        .addObject()
        .putObject("involvedObject")
        .put("uid", PENDING.pod().uid());
    assertTrue(text().contains("1970-01-01T00:00:00Z\n"), text());
  }

  @Test
  void a_pod_without_events_has_a_file_that_says_so() throws Exception {
    events.withArray("/items").removeAll();
    assertTrue(text().contains("There are no events."), text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\":\"Status\"}", "{\"items\":{}}", "404 page not found"})
  void what_is_no_list_is_damaged(String answer) {
    CaptureFailure failure = assertThrows(CaptureFailure.class, () -> of(answer).text());
    assertEquals(FailureReason.DAMAGED, failure.reason());
  }

  private String text() throws Exception {
    return of(events.toString()).text();
  }

  private static PodEvents of(String answer) {
    return new PodEvents(new StubCluster().says("events", answer).cluster(), PENDING);
  }
}
