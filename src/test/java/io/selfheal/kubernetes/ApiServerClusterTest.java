package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange, played back. */
class ApiServerClusterTest extends StubbedApi {
  static Stream<Recording> commands() {
    return Stream.concat(
            Recording.matching("exec-*.json").stream(),
            Recording.matching("ephemeral-exec-*.json").stream())
        .filter(recording -> recording.status() == 101);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_recorded_command_ends_as_its_status_channel_says(Recording recording) throws Exception {
    server.play(recording);
    String status = recording.said(3).utf8();
    if (status.contains("InternalError")) {
      Reason expected =
          status.contains("executable file not found")
              ? Reason.COMMAND_NOT_FOUND
              : Reason.CONTAINER_NOT_RUNNING;
      assertEquals(expected, refusal(recording));
    } else {
      assertEquals(expected(recording, status), cluster.exec(request(recording)));
    }
    HttpUrl asked = server.request().getUrl();
    assertEquals(
        recording.url().queryParameterValues("command"), asked.queryParameterValues("command"));
  }

  @ParameterizedTest
  @CsvSource({
    "exec-container-not-in-pod, BAD_REQUEST, container nosuch is not valid for pod plain",
    "exec-container-required, BAD_REQUEST, choose one of: [a b]",
    "exec-forbidden, FORBIDDEN, cannot get resource",
    "exec-pod-missing, NOT_FOUND, not found"
  })
  void a_refusal_before_the_upgrade_keeps_the_servers_words(
      String name, Reason reason, String words) {
    Recording recording = Recording.load(name);
    server.play(recording);
    var refused = assertThrows(ClusterException.class, () -> cluster.exec(request(recording)));
    assertEquals(reason, refused.reason());
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "evict-ok, ACCEPTED",
    "evict-again-while-terminating, ACCEPTED",
    "evict-missing, GONE",
    "evict-wrong-uid, CHANGED",
    "evict-refused-by-budget, BUDGET_REFUSES",
    "evict-two-budgets, BUDGET_REFUSES",
    "pod-delete-ok, ACCEPTED",
    "pod-delete-again-while-terminating, ACCEPTED",
    "pod-delete-wrong-uid, CHANGED"
  })
  void a_recorded_removal_is_read_by_its_code(String name, Removal expected) throws Exception {
    Recording recording = Recording.load(name);
    server.play(recording);
    PodRef pod = pod(recording);
    Removal said = name.startsWith("evict") ? cluster.evict(pod, "7") : cluster.delete(pod, "7");
    assertEquals(expected, said);
  }

  @Test
  void a_forbidden_deletion_says_which_right_is_missing() {
    Recording recording = Recording.load("pod-delete-forbidden");
    server.play(recording);
    var refused = assertThrows(ClusterException.class, () -> cluster.delete(pod(recording), "7"));
    assertEquals(Reason.FORBIDDEN, refused.reason());
    assertTrue(refused.getMessage().contains("cannot delete resource"), refused.getMessage());
  }

  @Test
  void a_running_pod_is_read_with_its_containers() throws Exception {
    server.play(Recording.load("pod-get-running"));
    Pod pod = cluster.pod("rec", "plain").orElseThrow();
    assertEquals(new PodRef("rec", "plain", "48b9ba70-7dd9-4c68-a04d-431c7b018d94"), pod.ref());
    assertEquals("1699", pod.meta().resourceVersion());
    assertEquals(Optional.of(Instant.parse("2026-11-21T00:41:33Z")), pod.meta().readySince());
    assertTrue(pod.ready() && pod.running() && !pod.terminating());
    Container app = pod.container("app").orElseThrow();
    assertEquals(Optional.of(Instant.parse("2026-11-21T00:41:32Z")), app.startedAt());
    assertTrue(app.id().startsWith("containerd://ffbfb295"), app.id());
  }

  @ParameterizedTest
  @CsvSource({"pod-get-pending, pending, Pending", "pod-get-completed, done, Succeeded"})
  void a_pod_that_does_not_run_has_no_running_container(String name, String pod, String phase)
      throws Exception {
    server.play(Recording.load(name));
    Pod found = cluster.pod("rec", pod).orElseThrow();
    assertEquals(phase, found.phase());
    assertEquals(Optional.empty(), found.meta().readySince());
    assertEquals(List.of(false), found.containers().stream().map(Container::running).toList());
  }

  @Test
  void a_pod_that_is_being_deleted_is_terminating() throws Exception {
    var deleted = Recording.load("pod-delete-ok");
    server.answer("GET", deleted.url().encodedPath(), 200, deleted.body());
    assertTrue(cluster.pod("rec", pod(deleted).name()).orElseThrow().terminating());
  }

  @Test
  void a_pod_that_is_not_there_is_an_empty_answer() throws Exception {
    server.play(Recording.load("pod-get-missing"));
    assertEquals(Optional.empty(), cluster.pod("rec", "nosuch"));
  }

  @Test
  void a_token_that_is_not_taken_is_said_as_such() {
    server.play(Recording.load("unauthorized"));
    var refused = assertThrows(ClusterException.class, () -> cluster.pod("rec", "plain"));
    assertEquals(Reason.UNAUTHORIZED, refused.reason());
  }

  @Test
  void pods_are_listed_by_selector() throws Exception {
    server.play(Recording.load("pods-list-by-label"));
    List<Pod> pods = cluster.pods("rec", "app=web");
    assertEquals(2, pods.size());
    assertEquals("app=web", server.request().getUrl().queryParameter("labelSelector"));
  }

  @Test
  void a_pods_workload_is_the_deployment_above_its_replica_set() throws Exception {
    server.play(Recording.load("pods-list-by-label"));
    server.play(Recording.load("replicaset-get"));
    server.play(Recording.load("deployment-get"));
    Workload workload = cluster.workloadOf(cluster.pods("rec", "app=web").get(0)).orElseThrow();
    assertEquals(new WorkloadRef("Deployment", "rec", "web"), workload.ref());
    assertEquals(2, workload.desired());
    assertEquals("app=web", workload.selector());
    assertEquals(false, workload.rollingOut());
  }

  private Reason refusal(Recording recording) {
    return assertThrows(ClusterException.class, () -> cluster.exec(request(recording))).reason();
  }

  private static ExecResult expected(Recording recording, String status) {
    int code =
        status.contains("ExitCode")
            ? Integer.parseInt(status.replaceAll(".*\"ExitCode\",\"message\":\"(\\d+)\".*", "$1"))
            : 0;
    return new ExecResult(code, recording.said(1).utf8(), recording.said(2).utf8());
  }

  private static ExecRequest request(Recording recording) {
    List<String> argv = recording.url().queryParameterValues("command");
    return new ExecRequest(pod(recording), "app", argv, Duration.ofSeconds(10));
  }

  private static PodRef pod(Recording recording) {
    List<String> path = recording.url().pathSegments();
    return new PodRef(path.get(3), path.get(5), "uid");
  }
}
