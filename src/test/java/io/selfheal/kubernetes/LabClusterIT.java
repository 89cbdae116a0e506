package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.lab.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contract on the cluster that {@code KUBECONFIG} names, in a namespace of its own. The image
 * comes from {@code SELFHEAL_LAB_IMAGE}.
 */
@Tag("lab")
class LabClusterIT extends ClusterContract {
  private static final String NAMESPACE = "kube-contract-" + ProcessHandle.current().pid();
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private static LabNamespace lab;
  private static ApiServerCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Needs.cluster();
    String image = Needs.image();
    cluster = connect(REQUEST_TIMEOUT);
    lab = LabNamespace.create(config(REQUEST_TIMEOUT), NAMESPACE);
    lab.deploy("web", image);
  }

  @AfterAll
  static void stop() throws Exception {
    if (lab != null) {
      lab.close();
      cluster.close();
    }
  }

  /** The connection ends with the container, and so does the command. */
  @Override
  void restart(Pod pod) throws Exception {
    try {
      cluster.exec(command(pod, "sh", "-c", "kill 1"));
    } catch (ClusterException e) {
      assertTrue(e.reason().retryable(), e.getMessage());
    }
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

  @Test
  void a_command_may_be_silent_for_longer_than_a_question_may_take() throws Exception {
    try (var hasty = connect(Duration.ofSeconds(2))) {
      assertTrue(hasty.exec(command(patient(), "sleep", "4")).succeeded());
    }
  }

  @Test
  void a_budget_that_allows_nothing_refuses_the_eviction() throws Exception {
    Pod pod = patient();
    lab.budget("all", Map.of("app", "web"), 2);
    try {
      Eventually.holds("the budget is seen", () -> allowed(pod).equals(List.of(0)));
      assertEquals(Removal.BUDGET_REFUSES, cluster.evict(pod.ref(), pod.meta().resourceVersion()));
      lab.budget("again", Map.of("app", "web"), 1);
      Eventually.holds("the second is seen", () -> allowed(pod).size() == 2);
      assertEquals(Removal.BUDGET_REFUSES, cluster.evict(pod.ref(), pod.meta().resourceVersion()));
    } finally {
      lab.dropBudgets("all", "again");
    }
  }

  private static List<Integer> allowed(Pod pod) throws ClusterException {
    return cluster.disruptionBudgets(pod).stream()
        .map(DisruptionBudget::disruptionsAllowed)
        .toList();
  }

  private static ApiServerCluster connect(Duration timeout) throws ClusterException {
    return ApiServerCluster.connect(config(timeout));
  }

  private static ClusterConfig config(Duration timeout) {
    var none = Optional.<Path>empty();
    return new ClusterConfig(none, Optional.empty(), none, none, timeout);
  }
}
