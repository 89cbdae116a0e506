package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RuleMatch;
import io.selfheal.rules.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files under {@code config/} and {@code rbac/} fit together, and to the product. */
class DeploymentFilesTest {
  private static final String KUBERNETES = "config/kubernetes/";
  private static final String SEVERAL = "config/kubernetes-ha/";
  private static final String SINGLE_NODE = "config/kubernetes-single-node/";

  @TestFactory
  Stream<DynamicTest> a_file_is_yaml_with_each_key_once() {
    return Stream.of("config", "rbac")
        .flatMap(folder -> Manifests.files(folder).stream())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(), () -> assertFalse(Manifests.documents(file).isEmpty())));
  }

  @Test
  void the_deployed_rules_are_the_shipped_ones() throws IOException {
    assertEquals(
        Files.readString(Path.of("config/rules.yaml")),
        Files.readString(Path.of(KUBERNETES + "rules.yaml")));
  }

  @Test
  void the_kustomization_names_files_that_exist_and_no_secret() {
    for (String folder : List.of(KUBERNETES, SINGLE_NODE, SEVERAL, "rbac/")) {
      List<String> resources =
          Manifests.texts(Manifests.only(folder + "kustomization.yaml").path("resources"));
      assertFalse(resources.contains("secret-template.yaml"));
      for (String resource : resources) {
        assertTrue(Files.exists(Path.of(folder, resource)), resource);
      }
    }
  }

  @Test
  void on_a_single_node_every_claim_has_a_volume_of_its_own() {
    Map<String, JsonNode> wanted = byName(KUBERNETES + "volumes.yaml", "/metadata/name");
    Map<String, JsonNode> claims = byName(SINGLE_NODE + "claims.yaml", "/metadata/name");
    Map<String, JsonNode> volumes = byName(SINGLE_NODE + "volumes.yaml", "/spec/claimRef/name");
    assertEquals(wanted.keySet(), claims.keySet());
    assertEquals(wanted.keySet(), volumes.keySet());
    for (String name : wanted.keySet()) {
      assertEquals(
          wanted.get(name).at("/spec/resources/requests/storage"),
          volumes.get(name).at("/spec/capacity/storage"));
      assertEquals(
          claims.get(name).at("/spec/storageClassName"),
          volumes.get(name).at("/spec/storageClassName"));
    }
  }

  @Test
  void several_share_a_ledger_have_no_claim_and_count_evidence_once_it_is_in_the_store() {
    JsonNode deployment = Manifests.only(SEVERAL + "deployment.yaml");
    JsonNode spec = deployment.at("/spec/template/spec");
    JsonNode config = Manifests.only(SEVERAL + "responder.yaml");
    assertEquals(3, deployment.at("/spec/replicas").asInt());
    assertTrue(spec.at("/affinity/podAntiAffinity").isObject());
    assertTrue(spec.at("/volumes/1/emptyDir").isObject());
    assertEquals("upload", config.path("securedBy").asText());
    assertTrue(config.at("/ledger/postgresql/hosts").isArray());
    assertTrue(config.at("/store/drive").isObject());
    assertEquals(
        1, Manifests.only(SEVERAL + "disruptionbudget.yaml").at("/spec/maxUnavailable").asInt());
  }

  @Test
  void the_pod_keeps_to_the_restricted_profile_and_a_read_only_root() {
    JsonNode pod = pod();
    assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
    assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
    JsonNode security = pod.at("/containers/0/securityContext");
    assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
    assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
    assertEquals(List.of("ALL"), Manifests.texts(security.at("/capabilities/drop")));
  }

  @Test
  void the_old_pod_is_gone_before_the_new_one_opens_the_ledger() {
    JsonNode deployment = Manifests.only(KUBERNETES + "deployment.yaml");
    assertEquals("Recreate", deployment.at("/spec/strategy/type").asText());
    assertEquals(1, deployment.at("/spec/replicas").asInt());
  }

  @Test
  void the_image_and_the_pod_agree_on_the_user() throws IOException {
    String user = pod().at("/securityContext/runAsUser").asText();
    assertTrue(Files.readString(Path.of("Dockerfile")).contains("\nUSER " + user + ":" + user));
  }

  @Test
  void service_policy_and_container_have_the_same_ports() {
    List<Integer> expected = List.of(8080, 8081);
    assertEquals(expected, ports(pod().at("/containers/0/ports"), "containerPort"));
    assertEquals(
        expected, ports(Manifests.only(KUBERNETES + "service.yaml").at("/spec/ports"), "port"));
    JsonNode policy = Manifests.only(KUBERNETES + "networkpolicy.yaml");
    assertEquals(expected, ports(policy.at("/spec/ingress/0/ports"), "port"));
  }

  @Test
  void alertmanager_sends_everything_to_the_service() {
    JsonNode service = Manifests.only(KUBERNETES + "service.yaml").path("metadata");
    JsonNode webhook =
        Manifests.only("config/alertmanager.yaml").at("/receivers/0/webhook_configs/0");
    String host = service.path("name").asText() + "." + service.path("namespace").asText();
    assertEquals("http://" + host + ":8080/alert", webhook.path("url").asText());
    assertTrue(webhook.path("send_resolved").asBoolean());
    assertEquals(0, webhook.path("max_alerts").asInt(-1));
    assertTrue(webhook.at("/http_config/authorization/credentials_file").isTextual());
  }

  @Test
  void every_example_alert_finds_the_rule_that_its_runbook_is_about() {
    RuleBook book = book();
    List<String> rules = new ArrayList<>();
    for (JsonNode alert : Manifests.only("config/prometheus-rules.yaml").at("/groups/0/rules")) {
      RuleMatch match = (RuleMatch) book.decide(alert(alert));
      String runbook = alert.at("/annotations/runbook_url").asText();
      assertTrue(runbook.endsWith("/" + match.rule().name()), runbook);
      rules.add(match.rule().name());
    }
    assertEquals(book.rules().stream().map(rule -> rule.name()).toList(), rules);
  }

  private static Map<String, JsonNode> byName(String file, String at) {
    return Manifests.documents(Path.of(file)).stream()
        .collect(Collectors.toMap(document -> document.at(at).asText(), document -> document));
  }

  private static JsonNode pod() {
    return Manifests.only(KUBERNETES + "deployment.yaml").at("/spec/template/spec");
  }

  private static List<Integer> ports(JsonNode list, String key) {
    return Manifests.list(list).stream().map(port -> port.path(key).asInt()).toList();
  }

  private static RuleBook book() {
    Problems problems = new Problems("rules.yaml");
    Path file = Path.of("config/rules.yaml");
    return new RuleBook(LabelNames.DEFAULT, RulesFile.read(ConfigFile.read(file, problems)));
  }

  private static Alert alert(JsonNode rule) {
    Labels labels =
        Labels.of(
            Map.of(
                "alertname", rule.path("alert").asText(),
                "priority", rule.at("/labels/priority").asText()));
    return new Alert(
        Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.empty());
  }
}
