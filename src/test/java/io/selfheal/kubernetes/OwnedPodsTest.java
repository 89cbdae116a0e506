package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Deployment under way to its second set of replicas, a canary beside it, and a bare pod. */
class OwnedPodsTest extends StubbedApi {
  private static final String APPS = "/apis/apps/v1/namespaces/shop/";
  private static final Workload WEB =
      new Workload(new WorkloadRef("Deployment", "shop", "web"), 3, false, "app=web", Map.of());

  @BeforeEach
  void prepare() {
    answer(APPS + "deployments/web", object("web", ""));
    answer(APPS + "deployments/canary", object("canary", ""));
    answer(APPS + "replicasets/web-1", object("web-1", owner("Deployment", "web")));
    answer(APPS + "replicasets/web-2", object("web-2", owner("Deployment", "web")));
    answer(APPS + "replicasets/canary-1", object("canary-1", owner("Deployment", "canary")));
    List<String> pods =
        List.of(
            object("a", owner("ReplicaSet", "web-1")),
            object("b", owner("ReplicaSet", "web-2")),
            object("c", owner("ReplicaSet", "web-2")),
            object("d", owner("ReplicaSet", "canary-1")),
            object("e", ""));
    answer("/api/v1/namespaces/shop/pods", "{'items':[" + String.join(",", pods) + "]}");
  }

  @Test
  void the_pods_of_a_workload_are_those_that_its_sets_of_replicas_own() throws Exception {
    List<Pod> own = cluster.podsOf(WEB);
    assertEquals(List.of("a", "b", "c"), own.stream().map(pod -> pod.ref().name()).toList());
  }

  @Test
  void each_owner_is_asked_for_once() throws Exception {
    cluster.podsOf(WEB);
    int list = 1;
    int setsOfReplicas = 3;
    assertEquals(list + 2 * setsOfReplicas, server.requests());
  }

  private void answer(String path, String json) {
    server.answer("GET", path, 200, json.replace('\'', '"'));
  }

  private static String object(String name, String owner) {
    String meta = "'name':'" + name + "','namespace':'shop','uid':'uid-of-" + name + "'" + owner;
    return "{'metadata':{" + meta + "}}";
  }

  private static String owner(String kind, String name) {
    return (",'ownerReferences':[{'apiVersion':'apps/v1','kind':'%s','name':'%s',"
            + "'uid':'uid-of-%s','controller':true}]")
        .formatted(kind, name, name);
  }
}
