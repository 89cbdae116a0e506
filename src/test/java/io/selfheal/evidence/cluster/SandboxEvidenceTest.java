package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.SandboxCluster;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM's pod, over the wire, into the real spool. */
@Timeout(120)
class SandboxEvidenceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static SandboxCluster pods;
  private static SandboxApiServer server;
  private static ApiServerCluster cluster;
  private static PodRef pod;

  @BeforeAll
  static void start() throws Exception {
    pods = new SandboxCluster(Clock.systemUTC());
    server = new SandboxApiServer(pods, Optional.empty());
    cluster =
        ApiServerCluster.connect(
            new ClusterConfig(
                Optional.empty(),
                Optional.of(server.url()),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10)));
    PodTemplate template = PodTemplate.of("pay", "-Xmx32m").withEnv(Map.of("PASSWORD", "hunter2"));
    pod = pods.addPod("shop", "pay", template);
    pods.awaitReady("shop", "app=pay", 1, PATIENCE);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    server.close();
    pods.close();
  }

  @Test
  void the_pod_is_kept_without_its_secrets() throws Exception {
    String yaml = taken(ArtefactKind.POD);
    assertTrue(yaml.contains("uid: " + pod.uid()), yaml);
    assertTrue(yaml.contains("name: PASSWORD") && !yaml.contains("hunter2"), yaml);
    assertFalse(yaml.contains("managedFields"), yaml);
  }

  @Test
  void its_events_are_kept() throws Exception {
    String events = taken(ArtefactKind.EVENTS);
    assertTrue(events.contains("Normal  Started  kubelet on sandbox"), events);
    assertTrue(events.contains("    Started container app"), events);
  }

  @Test
  void its_log_is_kept_and_after_a_restart_the_one_before() throws Exception {
    assertTrue(taken(ArtefactKind.LOG).contains("READY"));
    assertEquals(
        FailureReason.NO_PREVIOUS_LOG, failure(capture(ArtefactKind.PREVIOUS_LOG)).reason());
    pods.restartContainer(pod, "app");
    pods.awaitRestarts(pod, 1, PATIENCE);
    assertTrue(taken(ArtefactKind.PREVIOUS_LOG).contains("READY"));
  }

  @Test
  void what_it_uses_is_kept_where_the_machine_tells() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    String metrics = taken(ArtefactKind.CONTAINER_METRICS);
    assertTrue(metrics.contains("- name: app\n  usage:\n    cpu: "), metrics);
  }

  @Test
  void a_right_that_is_missing_is_named_in_the_failure() throws Exception {
    server.access().forbid("get", "pods/log");
    Artefact.Failure failure = failure(capture(ArtefactKind.LOG));
    server.access().allow("get", "pods/log");
    assertEquals(FailureReason.FORBIDDEN, failure.reason());
    assertTrue(failure.sentence().contains("cannot get resource \"pods/log\""));
    assertTrue(failure.sentence().contains("as rbac/ does"), failure.sentence());
  }

  @Test
  void a_metrics_api_that_is_away_is_said_and_is_no_trouble_of_the_api_server() throws Exception {
    server.faults().fail("get", "pods.metrics.k8s.io", 503, 1);
    Artefact.Failure failure = failure(capture(ArtefactKind.CONTAINER_METRICS));
    assertEquals(FailureReason.NO_METRICS, failure.reason());
    assertTrue(failure.sentence().contains("answers 503"), failure.sentence());
    assertEquals(0, cluster.errorsInARow());
  }

  private static String taken(ArtefactKind kind) throws Exception {
    Artefact artefact = capture(kind);
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    return Files.readString(folder.resolve("inc-1").resolve(artefact.fileName()));
  }

  private static Artefact.Failure failure(Artefact artefact) {
    return artefact.failure().orElseThrow();
  }

  private static Artefact capture(ArtefactKind kind) throws Exception {
    LocalSpool spool = LocalSpool.open(new SpoolConfig(folder, 1 << 20, true));
    String container = cluster.pod("shop", "pay").orElseThrow().container("app").orElseThrow().id();
    JvmTarget target = new JvmTarget(pod, "app", container);
    return new ClusterEvidence(cluster, spool, LogConfig.DEFAULTS, Clock.systemUTC())
        .capture(target, Wanted.of(kind), "inc-1")
        .get(0);
  }
}
