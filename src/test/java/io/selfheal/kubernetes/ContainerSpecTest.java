package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubernetes.client.openapi.models.V1Pod;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pod's spec grants a container, where it says so and where it does not. */
class ContainerSpecTest {
  private static final String POD =
      """
      {"metadata": {"name": "a"}, "spec": {"containers": [{"name": "app", %s}], "volumes": [
        {"name": "scratch", "emptyDir": {"sizeLimit": "2Gi"}},
        {"name": "shm", "emptyDir": {"medium": "Memory"}},
        {"name": "data", "persistentVolumeClaim": {"claimName": "x"}}]}}
      """;

  @Test
  void a_container_of_which_nothing_is_said_may_do_everything() {
    assertEquals(ContainerSpec.UNBOUNDED, spec("\"image\": \"x\""));
  }

  @Test
  void limits_are_in_bytes() {
    ContainerSpec spec =
        spec(
            """
            "resources": {"limits": {"memory": "1500M", "ephemeral-storage": "2Gi"}}
            """);
    assertEquals(Optional.of(1_500_000_000L), spec.memoryLimit());
    assertEquals(Optional.of(2L << 30), spec.storageLimit());
  }

  @Test
  void a_liveness_probe_bears_no_longer_than_its_failures_in_a_row_may_take() {
    assertEquals(Duration.ofSeconds(21), patience("{}"));
    assertEquals(
        Duration.ofSeconds(14),
        patience("{\"periodSeconds\": 3, \"failureThreshold\": 5, \"timeoutSeconds\": 2}"));
  }

  @Test
  void a_folder_lies_in_the_innermost_mount_above_it() {
    ContainerSpec spec =
        spec(
            """
            "securityContext": {"readOnlyRootFilesystem": true}, "volumeMounts": [
              {"name": "data", "mountPath": "/data", "readOnly": true},
              {"name": "scratch", "mountPath": "/data/scratch"},
              {"name": "shm", "mountPath": "/dev/shm"}]
            """);
    Mount scratch = new Mount("/data/scratch", Medium.EMPTY_DIR, Optional.of(2L << 30), false);
    assertEquals(Optional.of(scratch), spec.mountOf("/data/scratch/dumps"));
    assertEquals(Optional.of(Medium.OTHER), spec.mountOf("/data/scratchy").map(Mount::medium));
    assertEquals(Optional.of(Medium.MEMORY), spec.mountOf("/dev/shm").map(Mount::medium));
    assertEquals(Optional.empty(), spec.mountOf("/database"));
    assertEquals(
        List.of(true, true),
        List.of(spec.readOnlyRoot(), spec.mountOf("/data").orElseThrow().readOnly()));
  }

  private static Duration patience(String probe) {
    return spec("\"livenessProbe\": " + probe).patience().orElseThrow();
  }

  private static ContainerSpec spec(String container) {
    V1Pod pod = LenientJson.GSON.fromJson(POD.formatted(container), V1Pod.class);
    return PodView.of(pod).container("app").orElseThrow().spec();
  }
}
