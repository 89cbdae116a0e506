package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, and Kubernetes with one thing broken at a time. */
class DoctorCommandTest {
  @TempDir Path folder;
  private DoctorScene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void finds_nothing_where_all_is_well() {
    scene.assertWell("ok       kubernetes: The API server answers: v1.34.0+sandbox");
    scene.assertSaid("ok       rights in shop: All 15 rights are given");
  }

  @Test
  void says_each_mistake_of_the_configuration_and_looks_at_nothing_else() throws IOException {
    scene.configure("namespace: [shop]\n");
    scene.assertFails("config: ");
    scene.assertSaid("did you mean namespaces?");
    scene.assertSaid("skipped  all else: ");
  }

  @Test
  void an_array_for_programs_has_the_same_findings() throws IOException {
    scene.kubernetes.access().forbid("create", "pods/eviction");
    assertEquals(1, scene.examine("--json"));
    List<String> failed = new ArrayList<>();
    for (JsonNode finding : new ObjectMapper().readTree(scene.printed())) {
      if (finding.path("state").asText().equals("failed")) {
        failed.add(finding.path("check").asText() + "|" + finding.path("mend").asText());
      }
    }
    assertEquals(
        List.of("rights in shop|kubectl -n shop apply -f rbac/role.yaml -f rbac/rolebinding.yaml"),
        failed);
  }

  @Test
  void a_right_that_is_missing_is_named_with_what_needs_it() {
    scene.kubernetes.access().forbid("get", "deployments");
    scene.assertFails("rights in shop: We may not get deployments.apps, which serves: gates");
  }

  @Test
  void a_right_that_is_missing_in_one_of_two_namespaces_is_named_there() throws IOException {
    String file = Files.readString(folder.resolve("responder.yaml"));
    Files.writeString(
        folder.resolve("responder.yaml"),
        file.replace("namespaces: [shop]", "namespaces: [shop, desk]"));
    scene.kubernetes.access().forbidIn("desk", "create", "pods/eviction");
    scene.assertFails("rights in desk: We may not create pods/eviction");
    scene.assertSaid("ok       rights in shop: All 15 rights are given");
  }

  @Test
  void a_token_file_that_is_not_there_fails() throws IOException {
    Files.delete(folder.resolve("token"));
    assertEquals(1, scene.examine());
    scene.assertSaid("failed   kubernetes: ");
    assertFalse(scene.printed().contains("report this as a bug"), scene::printed);
  }

  @Test
  void rights_that_it_can_do_without_are_warnings() {
    scene.kubernetes.access().forbid("get", "pods.metrics.k8s.io");
    scene.kubernetes.access().forbid("create", "pods/exec");
    scene.kubernetes.access().forbid("list", "nodes");
    scene.assertWarns("rights in shop: We may not get pods.metrics.k8s.io");
    scene.assertSaid("warning  rights in shop: We may not create pods/exec");
    scene.assertSaid("warning  rights in the cluster: We may not list nodes");
  }

  @Test
  void joining_pods_is_asked_for_where_an_image_for_it_is_named() throws IOException {
    scene.configure(DoctorScene.KEEPING + "capture: { toolsImage: \"registry.example/jdk:25\" }\n");
    scene.kubernetes.access().forbid("patch", "pods/ephemeralcontainers");
    scene.assertWarns("rights in shop: We may not patch pods/ephemeralcontainers");
    scene.assertSaid("rbac/role-ephemeral.yaml");
  }

  @Test
  void a_token_that_kubernetes_does_not_know_fails_and_is_not_printed() throws IOException {
    Files.writeString(folder.resolve("token"), "hush-other");
    assertEquals(1, scene.examine());
    scene.assertSaid("failed   kubernetes: ");
    scene.assertSaid("check the token or certificate of the kubernetes section");
    assertFalse(scene.printed().contains("hush"), scene::printed);
  }

  @Test
  void an_api_server_that_is_away_fails() {
    scene.kubernetes.close();
    assertEquals(1, scene.examine());
    scene.assertSaid("failed   kubernetes: ");
  }

  @Test
  void clocks_that_differ_by_more_than_half_a_minute_are_a_warning() {
    scene.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2));
    scene.assertWarns("clock: Our clock is -1");
    scene.assertSaid("NTP");
  }
}
