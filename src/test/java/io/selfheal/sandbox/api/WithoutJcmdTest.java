package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.evidence.jcmd.JcmdEvidence;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.cluster.SandboxImage;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence out of a real JVM whose image has a JRE and nothing else. */
class WithoutJcmdTest {
  @TempDir Path folder;
  private final RecordedCluster world = new RecordedCluster();
  private ApiServerCluster cluster;
  private LocalSpool spool;
  private PodRef pod;

  @BeforeEach
  void start() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), RecordedCluster.TOKEN);
    cluster =
        ApiServerCluster.connect(
            new ClusterConfig(
                Optional.empty(),
                Optional.of(world.server().url()),
                Optional.of(token),
                Optional.empty(),
                Duration.ofSeconds(30)));
    spool = LocalSpool.open(new SpoolConfig(folder.resolve("spool"), 1L << 30, true));
    pod = world.withoutAnything("bare");
  }

  @AfterEach
  void stop() {
    cluster.close();
    world.close();
  }

  @Test
  void a_jdk_joins_the_pod_and_everything_comes_out_fully_verified() throws Exception {
    for (ArtefactKind kind :
        List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.CLASS_HISTOGRAM, ArtefactKind.HEAP_DUMP)) {
      Artefact artefact = capture(kind, "toolsImage: " + SandboxImage.JDK.name());
      assertTrue(artefact.satisfies(Verification.FULL), artefact.toString());
    }
    Pod after = cluster.pod("rec", "bare").orElseThrow();
    assertEquals(2, after.ephemeral().size(), "one that looks and one that attaches: " + after);
  }

  @Test
  void a_server_without_the_api_and_an_account_without_the_right_are_failures_that_say_so()
      throws Exception {
    world.server().faults().fail("patch", "pods/ephemeralcontainers", 404, 1);
    assertTrue(refused("toolsImage: jdk").contains("Kubernetes 1.23"));
    world.server().access().forbid("patch", "pods/ephemeralcontainers");
    assertTrue(refused("toolsImage: jdk").contains("rbac/role-ephemeral.yaml"));
    assertTrue(refused("").contains("capture.toolsImage"));
  }

  @Test
  void an_image_that_never_comes_is_a_failure_that_says_so() throws Exception {
    assertTrue(refused("{toolsImage: nosuch, toolsTimeout: 1s}").contains("ErrImagePull"));
  }

  private String refused(String config) throws Exception {
    Artefact.Failure failure = capture(ArtefactKind.HEAP_DUMP, config).failure().orElseThrow();
    assertEquals(FailureReason.NO_JCMD, failure.reason(), failure.sentence());
    return failure.sentence();
  }

  private Artefact capture(ArtefactKind kind, String config) throws Exception {
    Problems problems = new Problems("responder.yaml");
    String section = config.startsWith("{") ? config : "{" + config + "}";
    CaptureConfig capture =
        CaptureConfig.read(ConfigFile.parse("capture: " + section, problems).section("capture"));
    assertEquals(List.of(), problems.found());
    String id = cluster.pod("rec", "bare").orElseThrow().container("app").orElseThrow().id();
    return new JcmdEvidence(cluster, spool, capture, Clock.systemUTC(), Pause.REAL)
        .capture(new JvmTarget(pod, "app", id), Wanted.of(kind), "inc-1")
        .get(0);
  }
}
