package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.EventSelector;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.Rejection;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the sandbox: what holds for a real cluster holds there too. */
class SandboxContractTest extends ClusterContract {
  private static final String NAMESPACE = "shop";
  private static final String TOKEN = "a-token-of-the-sandbox";

  @TempDir static Path folder;
  private static SandboxCluster pods;
  private static SandboxApiServer server;
  private static ApiServerCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    pods = new SandboxCluster(Clock.systemUTC());
    server = new SandboxApiServer(pods, Optional.of(TOKEN));
    Path token = Files.writeString(folder.resolve("token"), TOKEN);
    cluster =
        ApiServerCluster.connect(
            new ClusterConfig(
                Optional.empty(),
                Optional.of(server.url()),
                Optional.of(token),
                Optional.empty(),
                Duration.ofSeconds(10)));
    pods.deploy(NAMESPACE, "web", 2, PodTemplate.of("web"));
    pods.awaitReady(NAMESPACE, "app=web", 2, Duration.ofMinutes(1));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    server.close();
    pods.close();
  }

  @Test
  void a_node_whose_kubelet_is_silent_is_not_ready() throws Exception {
    pods.loseNode();
    assertEquals(new NodeCount(1, 1), cluster.nodes());
    pods.findNode();
    assertEquals(new NodeCount(1, 0), cluster.nodes());
  }

  @Test
  void nodes_that_may_not_be_listed_are_refused_as_such() {
    server.access().forbid("list", "nodes");
    ClusterException refused = assertThrows(ClusterException.class, () -> cluster.nodes());
    server.access().allow("list", "nodes");
    assertEquals(ClusterException.Reason.FORBIDDEN, refused.reason());
    assertTrue(refused.getMessage().contains("at the cluster scope"), refused.getMessage());
  }

  @Test
  void metrics_are_what_the_process_really_uses() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    String metrics = cluster.podMetrics(patient().ref());
    Matcher memory = Pattern.compile("\"memory\":\"(\\d+)Ki\"").matcher(metrics);
    assertTrue(memory.find(), metrics);
    assertTrue(Long.parseLong(memory.group(1)) > 10_000, "a JVM has more than 10 MB: " + metrics);
  }

  @Test
  void an_event_may_not_be_selected_by_any_field() throws Exception {
    assertTrue(rejected("involvedObject.kind=Pod").contains("field label not supported"));
  }

  private static String rejected(String selector) {
    return assertThrows(Rejection.class, () -> EventSelector.parse(selector)).getMessage();
  }

  @Override
  void restart(Pod pod) {
    pods.restartContainer(pod.ref(), "app");
  }

  @Override
  Cluster cluster() {
    return cluster;
  }

  @Override
  String namespace() {
    return NAMESPACE;
  }

  @Override
  WorkloadRef workload() {
    return new WorkloadRef("Deployment", NAMESPACE, "web");
  }

  @Override
  String container() {
    return "app";
  }
}
