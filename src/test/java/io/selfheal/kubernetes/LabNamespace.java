package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.Map;

/** A namespace for one run of tests, with what they need in it. */
final class LabNamespace implements AutoCloseable {
  private static final int REPLICAS = 2;

  private final Api api;
  private final String namespace;

  private LabNamespace(Api api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  static LabNamespace create(ClusterConfig config, String namespace) throws ClusterException {
    var lab = new LabNamespace(new Api(ApiClients.open(config, System.getenv())), namespace);
    lab.post(
        "/api/v1/namespaces",
        new V1Namespace()
            .apiVersion("v1")
            .kind("Namespace")
            .metadata(new V1ObjectMeta().name(namespace)));
    return lab;
  }

  void deploy(String name, String image) throws ClusterException {
    Map<String, String> labels = Map.of("app", name);
    var template =
        new V1PodTemplateSpec().metadata(new V1ObjectMeta().labels(labels)).spec(pod(image));
    post(
        "/apis/apps/v1/namespaces/" + namespace + "/deployments",
        new V1Deployment()
            .apiVersion("apps/v1")
            .kind("Deployment")
            .metadata(new V1ObjectMeta().name(name))
            .spec(
                new V1DeploymentSpec()
                    .replicas(REPLICAS)
                    .selector(new V1LabelSelector().matchLabels(labels))
                    .template(template)));
  }

  void budget(String name, Map<String, String> labels, int minAvailable) throws ClusterException {
    post(
        budgets(),
        new V1PodDisruptionBudget()
            .apiVersion(PolicyVersion.of(api).apiVersion())
            .kind("PodDisruptionBudget")
            .metadata(new V1ObjectMeta().name(name))
            .spec(
                new V1PodDisruptionBudgetSpec()
                    .minAvailable(new IntOrString(minAvailable))
                    .selector(new V1LabelSelector().matchLabels(labels))));
  }

  void dropBudgets(String... names) throws ClusterException {
    for (String name : names) {
      api.send("DELETE", new ApiPath(budgets() + "/" + name), null);
    }
  }

  @Override
  public void close() throws ClusterException {
    api.send("DELETE", ApiPath.of("/api/v1/namespaces/{}", namespace), null);
    api.close();
  }

  private String budgets() throws ClusterException {
    String version = PolicyVersion.of(api).apiVersion();
    return "/apis/" + version + "/namespaces/" + namespace + "/poddisruptionbudgets";
  }

  private static V1PodSpec pod(String image) {
    return new V1PodSpec()
        .terminationGracePeriodSeconds(1L)
        .addContainersItem(
            new V1Container()
                .name("app")
                .image(image)
                .imagePullPolicy("IfNotPresent")
                .addEnvItem(new V1EnvVar().name("HOLD_MB").value("40")));
  }

  private void post(String path, Object body) throws ClusterException {
    Answer answer = api.send("POST", new ApiPath(path), body);
    assertTrue(answer.ok(), answer.body());
  }
}
