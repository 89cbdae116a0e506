package io.selfheal.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.kubernetes.ClusterException.Reason;
import io.selfheal.kubernetes.LogRequest.Run;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * What the rest of the product may expect of a cluster, be it real or not. It runs in a namespace
 * that holds one Deployment of JVM pods with {@code jcmd}, {@code cat}, {@code ls}, {@code sleep},
 * {@code rm} and {@code sha256sum}, and nothing else.
 */
@Timeout(120)
abstract class ClusterContract {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofMinutes(1);

  abstract Cluster cluster();

  abstract String namespace();

  abstract WorkloadRef workload();

  abstract String container();

  /** Ends the container's process, so that the kubelet starts another container in the pod. */
  abstract void restart(Pod pod) throws Exception;

  /** A pod of the workload that is Ready and stays; waits for one after a removal. */
  final Pod patient() throws Exception {
    return Eventually.present(
        "a Ready pod of " + workload(),
        () ->
            cluster().pods(namespace(), "").stream()
                .filter(pod -> pod.ready() && !pod.terminating())
                .findFirst());
  }

  final ExecRequest command(Pod pod, String... argv) {
    return new ExecRequest(pod.ref(), container(), List.of(argv), LONG);
  }

  @Test
  void a_pod_is_found_by_its_name_as_it_is_listed() throws Exception {
    Pod listed = patient();
    Pod found = cluster().pod(namespace(), listed.ref().name()).orElseThrow();
    assertEquals(listed.ref(), found.ref());
    assertTrue(found.running() && found.meta().startedAt().isPresent(), found.toString());
    assertTrue(found.container(container()).orElseThrow().running(), found.toString());
  }

  @Test
  void a_pod_that_is_not_there_is_an_empty_answer() throws Exception {
    assertEquals(Optional.empty(), cluster().pod(namespace(), "no-such-pod"));
  }

  @Test
  void a_pods_workload_is_known_with_a_selector_that_finds_the_pod() throws Exception {
    Pod pod = patient();
    Workload workload = cluster().workloadOf(pod).orElseThrow();
    assertEquals(workload(), workload.ref());
    assertTrue(workload.desired() > 0, workload.toString());
    List<Pod> selected = cluster().pods(namespace(), workload.selector());
    assertTrue(selected.stream().anyMatch(found -> found.ref().equals(pod.ref())));
  }

  @Test
  void a_workloads_own_pods_are_all_that_its_selector_finds_where_no_other_has_its_labels()
      throws Exception {
    Workload workload = cluster().workloadOf(patient()).orElseThrow();
    assertEquals(
        cluster().pods(namespace(), workload.selector()).stream().map(Pod::ref).toList(),
        cluster().podsOf(workload).stream().map(Pod::ref).toList());
  }

  @Test
  void a_workload_is_found_by_its_name() throws Exception {
    assertEquals(workload(), cluster().workload(workload()).orElseThrow().ref());
    WorkloadRef nobody = new WorkloadRef(workload().kind(), namespace(), "no-such-workload");
    assertEquals(Optional.empty(), cluster().workload(nobody));
  }

  @Test
  void a_selector_that_fits_no_pod_finds_none() throws Exception {
    assertEquals(List.of(), cluster().pods(namespace(), "no-such-label=x"));
  }

  @Test
  void a_namespaces_annotations_can_be_read() throws Exception {
    assertFalse(cluster().namespaceAnnotations(namespace()).containsKey("no-such-annotation"));
  }

  @Test
  void the_nodes_are_counted_and_most_of_them_are_ready() throws Exception {
    NodeCount nodes = cluster().nodes();
    assertTrue(nodes.all() > nodes.notReady(), nodes.toString());
    assertEquals(0, cluster().errorsInARow());
  }

  @Test
  void a_pod_without_a_budget_has_none() throws Exception {
    assertEquals(List.of(), cluster().disruptionBudgets(patient()));
  }

  @Test
  void a_command_that_succeeds_gives_its_text() throws Exception {
    ExecResult result = cluster().exec(command(patient(), "jcmd", "-l"));
    assertTrue(result.succeeded(), result.stderr());
    assertTrue(result.stdout().contains("JCmd"), result.stdout());
  }

  @Test
  void a_command_that_fails_gives_its_exit_code_and_its_errors() throws Exception {
    ExecResult result = cluster().exec(command(patient(), "ls", "/", "/no such $(file)"));
    assertEquals(2, result.exitCode());
    assertFalse(result.stdout().isEmpty());
    assertTrue(result.stderr().contains("no such $(file)"), result.stderr());
  }

  @Test
  void a_program_that_is_not_in_the_image_is_said_as_such() throws Exception {
    assertEquals(Reason.COMMAND_NOT_FOUND, refusal(command(patient(), "no-such-program")));
    assertEquals(Reason.COMMAND_NOT_FOUND, refusal(command(patient(), "/no/such/program")));
  }

  @Test
  void a_command_for_a_pod_that_is_not_there_is_refused() throws Exception {
    PodRef nobody = new PodRef(namespace(), "no-such-pod", NOBODY);
    assertEquals(
        Reason.NOT_FOUND, refusal(new ExecRequest(nobody, container(), List.of("id"), LONG)));
  }

  @Test
  void a_command_for_a_container_that_is_not_there_is_refused() throws Exception {
    PodRef pod = patient().ref();
    assertEquals(
        Reason.BAD_REQUEST, refusal(new ExecRequest(pod, "no-such-one", List.of("id"), LONG)));
  }

  @Test
  void a_heap_dump_arrives_byte_for_byte() throws Exception {
    Pod pod = patient();
    String file = "/tmp/contract-" + System.nanoTime() + ".hprof";
    String dumped = text(command(pod, "jcmd", jvm(pod), "GC.heap_dump", file));
    assertTrue(dumped.contains("Heap dump file created"), dumped);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ExecResult result = cluster().exec(command(pod, "cat", file), digest::update);
    assertEquals(new ExecResult(0, "", ""), result);
    String told = text(command(pod, "sha256sum", file));
    assertEquals(told.split(" ", 2)[0], HexFormat.of().formatHex(digest.digest()));
    text(command(pod, "rm", file));
  }

  @Test
  void a_command_ends_at_its_deadline() throws Exception {
    PodRef pod = patient().ref();
    var request = new ExecRequest(pod, container(), List.of("sleep", "60"), Duration.ofMillis(300));
    assertEquals(Reason.TIMEOUT, refusal(request));
  }

  @Test
  void an_interruption_ends_a_command() throws Exception {
    ExecRequest request = command(patient(), "cat", "/dev/zero");
    ByteSink sink = bytes -> Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> cluster().exec(request, sink));
  }

  @Test
  void a_pods_document_is_about_this_very_pod() throws Exception {
    Pod pod = patient();
    JsonNode document = JSON.readTree(cluster().podDocument(pod.ref()));
    assertEquals(pod.ref().uid(), document.at("/metadata/uid").asText());
    assertEquals(container(), document.at("/spec/containers/0/name").asText());
  }

  @Test
  void a_pods_events_are_its_own_and_not_those_of_a_namesake() throws Exception {
    Pod pod = patient();
    JsonNode events = JSON.readTree(cluster().events(pod.ref())).path("items");
    assertTrue(events.size() > 1, events.toString());
    events.forEach(
        event -> assertEquals(pod.ref().uid(), event.at("/involvedObject/uid").asText()));
    PodRef namesake = new PodRef(namespace(), pod.ref().name(), NOBODY);
    assertEquals(0, JSON.readTree(cluster().events(namesake)).path("items").size());
  }

  @Test
  void a_logs_newest_lines_come_whole() throws Exception {
    Pod pod = patient();
    String all = log(pod, Run.CURRENT, 1_000);
    assertTrue(all.contains("READY"), all);
    String newest = all.substring(all.lastIndexOf('\n', all.length() - 2) + 1);
    assertEquals(newest, log(pod, Run.CURRENT, 1));
  }

  @Test
  void a_container_has_a_previous_log_once_it_was_restarted() throws Exception {
    Pod pod = patient();
    LogRequest previous = request(pod, Run.PREVIOUS, 10);
    assertFalse(cluster().log(previous, bytes -> {}));
    Eventually.holds("READY", () -> log(pod, Run.CURRENT, 1_000).contains("READY"));
    String before = pod.container(container()).orElseThrow().id();
    restart(pod);
    Eventually.holds(
        "another container of " + pod.ref(),
        () ->
            cluster()
                .pod(namespace(), pod.ref().name())
                .orElseThrow()
                .container(container())
                .filter(found -> found.running() && !found.id().equals(before))
                .isPresent());
    assertTrue(log(pod, Run.PREVIOUS, 1_000).contains("READY"));
  }

  @Test
  void documents_and_logs_of_a_pod_that_is_not_there_are_refused() throws Exception {
    PodRef nobody = new PodRef(namespace(), "no-such-pod", NOBODY);
    LogRequest log = new LogRequest(nobody, container(), Run.CURRENT, 1, LONG);
    assertEquals(Reason.NOT_FOUND, reason(() -> cluster().podDocument(nobody)));
    assertEquals(Reason.NOT_FOUND, reason(() -> cluster().podMetrics(nobody)));
    assertEquals(Reason.NOT_FOUND, reason(() -> cluster().log(log, bytes -> {})));
  }

  @Test
  void metrics_name_the_container_where_there_is_an_api_for_them() throws Exception {
    try {
      JsonNode metrics = JSON.readTree(cluster().podMetrics(patient().ref()));
      assertEquals(container(), metrics.at("/containers/0/name").asText());
      assertTrue(metrics.at("/containers/0/usage/memory").asText().matches("[1-9]\\d*Ki"));
      assertTrue(metrics.at("/containers/0/usage/cpu").asText().matches("\\d+n"));
      Instant.parse(metrics.path("timestamp").asText());
    } catch (ClusterException e) {
      assertEquals(Reason.NOT_FOUND, e.reason());
    }
  }

  @Test
  void another_uid_removes_nothing() throws Exception {
    Pod pod = patient();
    PodRef other = new PodRef(namespace(), pod.ref().name(), NOBODY);
    assertEquals(Removal.CHANGED, cluster().evict(other, pod.meta().resourceVersion()));
    assertEquals(Removal.CHANGED, cluster().delete(other, pod.meta().resourceVersion()));
    assertStays(pod);
  }

  @Test
  void an_older_state_of_the_pod_removes_nothing() throws Exception {
    Pod pod = patient();
    assertEquals(Removal.CHANGED, cluster().evict(pod.ref(), "1"));
    assertEquals(Removal.CHANGED, cluster().delete(pod.ref(), "1"));
    assertStays(pod);
  }

  @Test
  void a_pod_that_is_not_there_is_gone() throws Exception {
    PodRef nobody = new PodRef(namespace(), "no-such-pod", NOBODY);
    assertEquals(Removal.GONE, cluster().evict(nobody, "1"));
    assertEquals(Removal.GONE, cluster().delete(nobody, "1"));
  }

  @Test
  void an_evicted_pod_goes_and_another_comes() throws Exception {
    Pod pod = patient();
    Set<String> before = uids();
    assertEquals(Removal.ACCEPTED, cluster().evict(pod.ref(), pod.meta().resourceVersion()));
    assertReplaced(pod, before);
  }

  @Test
  void a_deleted_pod_goes_and_another_comes() throws Exception {
    Pod pod = patient();
    Set<String> before = uids();
    assertEquals(Removal.ACCEPTED, cluster().delete(pod.ref(), pod.meta().resourceVersion()));
    assertReplaced(pod, before);
  }

  private void assertStays(Pod pod) throws Exception {
    Pod now = cluster().pod(namespace(), pod.ref().name()).orElseThrow();
    assertEquals(pod.ref(), now.ref());
    assertFalse(now.terminating(), now.toString());
  }

  private void assertReplaced(Pod pod, Set<String> before) throws Exception {
    Eventually.holds(
        pod.ref() + " is gone", () -> cluster().pod(namespace(), pod.ref().name()).isEmpty());
    assertEquals(Removal.GONE, cluster().evict(pod.ref(), pod.meta().resourceVersion()));
    Eventually.holds("another pod is there", () -> !before.containsAll(uids()));
  }

  private Set<String> uids() throws ClusterException {
    return cluster().pods(namespace(), "").stream()
        .map(pod -> pod.ref().uid())
        .collect(Collectors.toSet());
  }

  private String jvm(Pod pod) throws Exception {
    return text(command(pod, "jcmd", "-l"))
        .lines()
        .filter(line -> !line.contains("JCmd"))
        .map(line -> line.split(" ", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  private String text(ExecRequest request) throws Exception {
    ExecResult result = cluster().exec(request);
    assertTrue(result.succeeded(), result.stderr());
    return result.stdout();
  }

  private String log(Pod pod, Run run, int lines) throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    assertTrue(
        cluster()
            .log(
                request(pod, run, lines),
                bytes -> log.writeBytes(UTF_8.decode(bytes).toString().getBytes(UTF_8))));
    return log.toString(UTF_8);
  }

  private LogRequest request(Pod pod, Run run, int lines) {
    return new LogRequest(pod.ref(), container(), run, lines, LONG);
  }

  private Reason refusal(ExecRequest request) {
    return reason(() -> cluster().exec(request));
  }

  private static Reason reason(Executable question) {
    return assertThrows(ClusterException.class, question).reason();
  }
}
