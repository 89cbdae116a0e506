package io.selfheal.sandbox.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.Patient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SMALL = "-Xmx32m";

  private final SandboxCluster cluster =
      new SandboxCluster(Clock.systemUTC(), Duration.ofSeconds(30));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void an_evicted_pod_is_replaced_by_another_that_becomes_ready() throws Exception {
    PodRef first = deploy("web", 1, Patient.holding(1));
    cluster.removals().evict("shop", first.name(), when(first));
    PodRef second = ready("web", 1).get(0);
    cluster.awaitGone(first, PATIENCE);
    assertNotEquals(first.uid(), second.uid());
    assertNotEquals(first.name(), second.name());
  }

  @Test
  void a_terminating_pod_stays_with_its_deletion_time_beside_its_replacement() throws Exception {
    PodRef first = deploy("web", 1, Patient.LINGERS);
    cluster.removals().evict("shop", first.name(), when(first));
    ready("web", 1);
    JsonNode pod = cluster.documents().pod("shop", first.name());
    assertTrue(pod.at("/metadata/deletionTimestamp").isTextual());
    assertEquals(2, cluster.documents().pods("shop", "app=web").get("items").size());
    JsonNode deployment = cluster.documents().deployment("shop", "web");
    assertEquals(1, deployment.at("/status/readyReplicas").asInt());
  }

  @Test
  void another_uid_removes_nothing() throws Exception {
    PodRef pod = deploy("web", 1);
    PodRef other = new PodRef("shop", pod.name(), "another");
    Rejection rejection =
        assertThrows(
            Rejection.class, () -> cluster.removals().evict("shop", pod.name(), when(other)));
    assertEquals(409, rejection.code());
    assertEquals(List.of(pod), ready("web", 1));
  }

  @Test
  void a_state_that_is_no_longer_the_newest_removes_nothing() throws Exception {
    PodRef pod = deploy("web", 1);
    Removals.Conditions stale =
        new Removals.Conditions(Optional.of(pod.uid()), Optional.of("1"), false);
    Rejection rejection =
        assertThrows(Rejection.class, () -> cluster.removals().delete("shop", pod.name(), stale));
    assertEquals(409, rejection.code());
    assertTrue(rejection.getMessage().contains("might have been modified"));
  }

  @Test
  void a_dry_run_removes_nothing() throws Exception {
    PodRef pod = deploy("web", 1);
    cluster.removals().evict("shop", pod.name(), new Removals.Conditions(none(), none(), true));
    assertEquals(List.of(pod), ready("web", 1));
  }

  @Test
  void a_refused_precondition_has_cost_the_budget_all_the_same() throws Exception {
    PodRef pod = deploy("web", 1);
    cluster.addBudget("shop", "web", 0, Map.of("app", "web"));
    assertEquals(1, disruptionsAllowed());
    PodRef other = new PodRef("shop", pod.name(), "another");
    assertThrows(Rejection.class, () -> cluster.removals().evict("shop", pod.name(), when(other)));
    assertEquals(0, disruptionsAllowed());
  }

  private int disruptionsAllowed() {
    return cluster.documents().budgets("shop").at("/items/0/status/disruptionsAllowed").asInt();
  }

  @Test
  void a_restarted_container_has_another_id_in_the_same_pod_and_keeps_its_last_log()
      throws Exception {
    PodRef pod = deploy("web", 1);
    String before = containerId(pod);
    cluster.restartContainer(pod, "app");
    cluster.awaitRestarts(pod, 1, PATIENCE);
    assertEquals(List.of(pod), ready("web", 1));
    assertNotEquals(before, containerId(pod));
    String previous =
        cluster.documents().log("shop", pod.name(), new LogRequest("", 10, none(), true, false));
    assertTrue(previous.startsWith("READY"), previous);
  }

  private String containerId(PodRef pod) {
    return cluster
        .documents()
        .pod("shop", pod.name())
        .at("/status/containerStatuses/0/containerID")
        .asText();
  }

  @Test
  void annotations_can_be_changed_at_run_time() throws Exception {
    deploy("web", 0);
    cluster.annotateNamespace("shop", Map.of("selfheal.io/paused", "true"));
    cluster.annotateDeployment("shop", "web", Map.of("selfheal.io/paused", "until Monday"));
    JsonNode namespace = cluster.documents().namespace("shop");
    JsonNode deployment = cluster.documents().deployment("shop", "web");
    assertEquals("true", namespace.at("/metadata/annotations/selfheal.io~1paused").asText());
    assertEquals(
        "until Monday", deployment.at("/metadata/annotations/selfheal.io~1paused").asText());
  }

  @Test
  void no_process_survives_the_close() throws Exception {
    deploy("web", 2, Patient.LINGERS, Patient.hotLoops(1));
    List<ProcessHandle> processes = ProcessHandle.current().children().toList();
    assertFalse(processes.isEmpty());
    cluster.close();
    assertEquals(List.of(), processes.stream().filter(ProcessHandle::isAlive).toList());
  }

  private PodRef deploy(String name, int replicas, String... options) throws Exception {
    String[] all = Stream.concat(Stream.of(SMALL), Stream.of(options)).toArray(String[]::new);
    cluster.deploy("shop", name, replicas, PodTemplate.of(name, all));
    List<PodRef> pods = ready(name, replicas);
    return pods.isEmpty() ? new PodRef("", "", "") : pods.get(0);
  }

  private List<PodRef> ready(String app, int count) throws Exception {
    return cluster.awaitReady("shop", "app=" + app, count, PATIENCE);
  }

  private static Removals.Conditions when(PodRef pod) {
    return new Removals.Conditions(Optional.of(pod.uid()), none(), false);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
