package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who keeps this pod alive? */
class WorkloadsTest extends StubbedApi {
  private static final String APPS = "/apis/apps/v1/namespaces/shop/";
  private static final String ABOVE =
      "'ownerReferences':[{'apiVersion':'%s','kind':'%s','name':'web','uid':'u-up',"
          + "'controller':true}]";

  @ParameterizedTest
  @CsvSource({
    "apps/v1, StatefulSet, /apis/apps/v1/namespaces/shop/statefulsets/web",
    "apps/v1, DaemonSet, /apis/apps/v1/namespaces/shop/daemonsets/web",
    "apps/v1, ReplicaSet, /apis/apps/v1/namespaces/shop/replicasets/web",
    "v1, ReplicationController, /api/v1/namespaces/shop/replicationcontrollers/web"
  })
  void a_controller_without_one_above_is_the_workload(String version, String kind, String path)
      throws Exception {
    there(path, "u-1", "");
    Workload workload = cluster.workloadOf(pod(version, kind, "u-1")).orElseThrow();
    assertEquals(new WorkloadRef(kind, "shop", "web"), workload.ref());
  }

  @ParameterizedTest
  @CsvSource({
    "batch/v1, Job",
    "apps.kruise.io/v1beta1, StatefulSet",
    "acme.io/v1, Database",
    "apps/v1, Deployment"
  })
  void a_job_an_unknown_kind_and_a_missing_owner_are_no_workload(String version, String kind)
      throws Exception {
    assertEquals(Optional.empty(), cluster.workloadOf(pod(version, kind, "u-1")));
  }

  @Test
  void a_bare_pod_has_no_workload() throws Exception {
    assertEquals(Optional.empty(), cluster.workloadOf(pod(Optional.empty())));
  }

  @Test
  void an_owner_that_was_made_again_under_its_name_does_not_count() throws Exception {
    there(APPS + "statefulsets/web", "u-2", "");
    assertEquals(Optional.empty(), cluster.workloadOf(pod("apps/v1", "StatefulSet", "u-1")));
  }

  @Test
  void a_deployment_that_was_made_again_does_not_own_the_old_replica_set() throws Exception {
    there(APPS + "replicasets/web", "u-1", ABOVE.formatted("apps/v1", "Deployment"));
    there(APPS + "deployments/web", "u-new", "");
    assertEquals(Optional.empty(), cluster.workloadOf(pod("apps/v1", "ReplicaSet", "u-1")));
  }

  @Test
  void a_replica_set_under_an_unknown_controller_is_no_workload() throws Exception {
    there(APPS + "replicasets/web", "u-1", ABOVE.formatted("argoproj.io/v1alpha1", "Rollout"));
    assertEquals(Optional.empty(), cluster.workloadOf(pod("apps/v1", "ReplicaSet", "u-1")));
  }

  @Test
  void a_stateful_set_that_an_operator_made_is_the_workload() throws Exception {
    there(APPS + "statefulsets/web", "u-1", ABOVE.formatted("acme.io/v1", "Database"));
    Pod pod = pod("apps/v1", "StatefulSet", "u-1");
    assertEquals("StatefulSet", cluster.workloadOf(pod).orElseThrow().ref().kind());
  }

  @Test
  void an_owner_that_we_may_not_read_is_an_error_and_not_an_absence() {
    server.answer("GET", APPS + "statefulsets/web", 403, "{\"message\":\"no\"}");
    Pod pod = pod("apps/v1", "StatefulSet", "u-1");
    var refused = assertThrows(ClusterException.class, () -> cluster.workloadOf(pod));
    assertEquals(Reason.FORBIDDEN, refused.reason());
  }

  private void there(String path, String uid, String owners) {
    String meta = "'name':'web','namespace':'shop','uid':'" + uid + "'";
    String json = "{'metadata':{" + meta + (owners.isEmpty() ? "" : "," + owners) + "}}";
    server.answer("GET", path, 200, json.replace('\'', '"'));
  }

  private static Pod pod(String version, String kind, String uid) {
    return pod(Optional.of(new Owner(version, kind, "web", uid)));
  }

  private static Pod pod(Optional<Owner> controller) {
    var meta =
        new Pod.Meta(
            "1",
            Instant.EPOCH,
            Optional.empty(),
            Map.of(),
            Map.of(),
            controller,
            Optional.empty(),
            Optional.empty(),
            Optional.of("node-1"));
    return new Pod(new PodRef("shop", "web-0", "u-0"), meta, "Running", true, List.of());
  }
}
