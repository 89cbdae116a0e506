package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.PolicyV1Api;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Eviction;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Preconditions;
import io.selfheal.kubernetes.PodRef;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official client, whose JSON is strict, reads all that the sandbox answers. */
class ClientJavaTest {
  private final RecordedCluster world = new RecordedCluster();
  private ApiClient client;
  private PodRef pod;

  @BeforeEach
  void start() throws Exception {
    pod = world.deployed("web", 1);
    client =
        new ApiClient()
            .setBasePath(world.server().url().toString())
            .addDefaultHeader("Authorization", "Bearer " + RecordedCluster.TOKEN);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void reads_every_object() throws Exception {
    world.budget("web", "web", 1);
    CoreV1Api core = new CoreV1Api(client);
    AppsV1Api apps = new AppsV1Api(client);
    V1Pod found = core.readNamespacedPod(pod.name(), "rec").execute();
    assertEquals(pod.uid(), found.getMetadata().getUid());
    String owner = found.getMetadata().getOwnerReferences().get(0).getName();
    apps.readNamespacedReplicaSet(owner, "rec").execute();
    assertEquals(
        1, apps.readNamespacedDeployment("web", "rec").execute().getStatus().getReadyReplicas());
    core.readNamespace("rec").execute();
    assertEquals(1, core.listNode().execute().getItems().size());
    core.listNamespacedEvent("rec").execute();
    assertEquals(
        1, core.listNamespacedPod("rec").labelSelector("app in (web)").execute().getItems().size());
    assertEquals(
        0,
        new PolicyV1Api(client)
            .listNamespacedPodDisruptionBudget("rec")
            .execute()
            .getItems()
            .get(0)
            .getStatus()
            .getDisruptionsAllowed());
  }

  @Test
  void the_kubeconfig_names_the_server_and_the_token() throws Exception {
    JsonNode config = new YAMLMapper().readTree(world.server().kubeconfig());
    assertEquals(world.server().url().toString(), config.at("/clusters/0/cluster/server").asText());
    assertEquals(RecordedCluster.TOKEN, config.at("/users/0/user/token").asText());
  }

  @Test
  void a_stateful_set_is_not_found() {
    ApiException thrown =
        assertThrows(
            ApiException.class,
            () -> new AppsV1Api(client).readNamespacedStatefulSet("db", "rec").execute());
    assertEquals(404, thrown.getCode());
  }

  @Test
  void evicts_under_preconditions() throws Exception {
    CoreV1Api core = new CoreV1Api(client);
    V1Preconditions newest =
        new V1Preconditions()
            .uid(pod.uid())
            .resourceVersion(
                core.readNamespacedPod(pod.name(), "rec")
                    .execute()
                    .getMetadata()
                    .getResourceVersion());
    V1Eviction eviction =
        new V1Eviction()
            .metadata(new V1ObjectMeta().name(pod.name()).namespace("rec"))
            .deleteOptions(new V1DeleteOptions().preconditions(newest));
    try (Response answer =
        core.createNamespacedPodEviction(pod.name(), "rec", eviction).buildCall(null).execute()) {
      assertEquals(201, answer.code());
    }
  }
}
