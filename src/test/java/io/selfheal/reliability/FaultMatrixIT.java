package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Incident;
import io.selfheal.sandbox.Patient;
import io.selfheal.sandbox.api.Faults.StreamFault;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.SandboxCluster;
import io.selfheal.sandbox.cluster.SandboxImage;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What breaks while a heap dump is taken, and how it ends: whole and verified and only then the pod
 * goes, or with a reason and the pod lives; nothing half is kept anywhere.
 */
@Timeout(300)
class FaultMatrixIT {
  private static final String APP = "pay";

  /** More than the client, the server and the sockets between them hold on the way. */
  private static final PodTemplate TEMPLATE = PodTemplate.of(APP, Patient.holding(40), "-Xmx96m");

  private static SandboxCluster pods;

  @TempDir Path folder;
  private FaultScene scene;

  @BeforeAll
  static void deploy() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    pods = new SandboxCluster(Clock.systemUTC());
    pods.deploy(FaultScene.NAMESPACE, APP, 2, TEMPLATE);
  }

  @AfterAll
  static void stop() {
    pods.close();
  }

  @BeforeEach
  void begin() throws Exception {
    scene = new FaultScene(pods, APP, folder);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void nothing_breaks() throws Exception {
    scene.expectWhole(scene.respond());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 99})
  void the_connection_is_cut(int percent) throws Exception {
    scene.atPercent(percent, StreamFault.CUT);
    scene.expectWhole(scene.respond());
    assertTrue(scene.tap.calls.contains("tail"));
  }

  @Test
  void the_connection_is_cut_again_and_again() throws Exception {
    Tap.Act cut = () -> scene.faults().breakExec("cat", StreamFault.CUT, 0);
    scene.tap.after("GC.heap_dump", () -> scene.tap.before("cat", cut));
    scene.expectFailed(FailureReason.STREAM_CUT, scene.respond());
    Duration waited = scene.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Duration.ofMinutes(2)) > 0, waited::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 99})
  void the_rest_is_lost_and_the_server_says_success(int percent) throws Exception {
    scene.atPercent(percent, StreamFault.TRUNCATE);
    scene.expectWhole(scene.respond());
  }

  @Test
  void the_rest_is_lost_each_time_and_the_server_says_success() throws Exception {
    scene.atPercent(50, StreamFault.TRUNCATE);
    scene.tap.before("tail", () -> scene.faults().breakExec("tail", StreamFault.TRUNCATE, 0));
    scene.expectFailed(FailureReason.DAMAGED, scene.respond());
  }

  @Test
  void the_stream_hangs() throws Exception {
    scene.transferring = Duration.ofSeconds(5);
    scene.atPercent(50, StreamFault.HANG);
    scene.expectFailed(FailureReason.TIMEOUT, scene.respond());
  }

  @Test
  void the_api_server_restarts() throws Exception {
    scene.tap.atFirstBytes(
        "cat",
        () -> {
          scene.stopServer();
          scene.startServer();
        });
    scene.expectWhole(scene.respond());
    assertTrue(scene.tap.calls.contains("tail"));
  }

  @Test
  void the_api_server_is_away_for_three_attempts() throws Exception {
    scene.tap.atFirstBytes("cat", scene::stopServer);
    scene.pausing = () -> startAgainAtPause(6);
    scene.expectWhole(scene.respond());
  }

  /** Two are at it: the transfer and the hash. */
  private void startAgainAtPause(int number) {
    if (scene.pauses.size() == number) {
      scene.startServer();
    }
  }

  /** Nobody can reach the pod: the one fault that leaves the dump there, and the log says so. */
  @Test
  void the_api_server_stays_away() throws Exception {
    scene.tap.atFirstBytes("cat", scene::stopServer);
    Incident incident = scene.respond();
    scene.startServer();
    scene.expectNothing(FailureReason.CLUSTER_UNREACHABLE, incident);
    assertFalse(scene.present().orElseThrow().terminating());
    Files.delete(scene.dump());
  }

  @Test
  void the_container_restarts_while_its_dump_is_written() throws Exception {
    scene.inMidDump(scene::restartContainer);
    scene.expectFailed(FailureReason.TARGET_CHANGED, scene.respond());
  }

  @Test
  void the_container_restarts_while_its_dump_comes_over() throws Exception {
    scene.tap.atFirstBytes("cat", scene::restartContainer);
    scene.expectFailed(FailureReason.TARGET_CHANGED, scene.respond());
  }

  @Test
  void the_pod_is_deleted_while_its_dump_is_written() throws Exception {
    scene.inMidDump(scene::deletePod);
    scene.expectNothing(FailureReason.TARGET_CHANGED, scene.respond());
  }

  @Test
  void the_pod_is_deleted_while_its_dump_comes_over() throws Exception {
    scene.tap.atFirstBytes("cat", scene::deletePod);
    scene.expectNothing(FailureReason.TARGET_CHANGED, scene.respond());
  }

  @Test
  void another_pod_takes_its_name_while_its_dump_comes_over() throws Exception {
    PodTemplate other = PodTemplate.of("other");
    scene.tap.atFirstBytes(
        "cat",
        () -> {
          scene.deletePod();
          pods.addPod(FaultScene.NAMESPACE, scene.pod.name(), other);
          pods.awaitReady(FaultScene.NAMESPACE, "app=other", 1, Duration.ofMinutes(1));
        });
    scene.expectNothing(FailureReason.TARGET_CHANGED, scene.respond());
    assertFalse(scene.present().orElseThrow().terminating());
    assertEquals(List.of(), scene.left());
  }

  @Test
  void the_pods_disk_is_too_small_and_df_says_so() throws Exception {
    try (Volume small = Volume.inMemory(scene.tmp())) {
      assertEquals(scene.tmp(), small.folder());
      String why = scene.expectFailed(FailureReason.NO_SPACE_IN_POD, scene.respond());
      assertTrue(why.contains("MiB free"), why);
      assertFalse(scene.tap.calls.contains("GC.heap_dump"));
    }
  }

  @Test
  void the_pods_disk_is_full_and_jcmd_ends_with_0() throws Exception {
    scene.close();
    PodTemplate blind = PodTemplate.of("blind", Patient.holding(40), "-Xmx96m");
    pods.deploy(FaultScene.NAMESPACE, "blind", 2, blind.from(SandboxImage.without("df")));
    scene = new FaultScene(pods, "blind", folder.resolve("blind"));
    try (Volume small = Volume.inMemory(scene.tmp())) {
      assertEquals(scene.tmp(), small.folder());
      String why = scene.expectFailed(FailureReason.NO_SPACE_IN_POD, scene.respond());
      assertTrue(why.contains("exit code 0"), why);
      assertTrue(why.contains("No space left on device"), why);
    }
  }

  @Test
  void the_spools_quota_is_too_small() throws Exception {
    scene.spool(LocalSpool.open(new SpoolConfig(folder.resolve("spool"), 1 << 20, true)));
    scene.expectFailed(FailureReason.NO_SPACE_IN_SPOOL, scene.respond());
  }

  @Test
  void the_spools_disk_is_full() throws Exception {
    try (Volume small = Volume.inMemory(folder.resolve("spool"))) {
      scene.spool(LocalSpool.open(new SpoolConfig(small.folder(), 1 << 30, true)));
      scene.expectFailed(FailureReason.NO_SPACE_IN_SPOOL, scene.respond());
    }
  }

  @Test
  void the_spool_is_slow() throws Exception {
    SlowSpool[] slow = new SlowSpool[1];
    scene.evidenceInto(spool -> slow[0] = new SlowSpool(spool));
    scene.expectWhole(scene.respond());
    assertTrue(slow[0].ahead() > 1 << 20, "it was slower than the pod");
    assertTrue(slow[0].ahead() < 32 << 20, () -> "bytes on the way: " + slow[0].ahead());
  }

  @Test
  void the_jvm_stands_still() throws Exception {
    scene.dumping = Duration.ofSeconds(10);
    scene.tap.before("GC.heap_dump", () -> scene.signal("STOP"));
    Incident incident = scene.respond();
    scene.signal("CONT");
    scene.awaitAnswer();
    scene.expectFailed(FailureReason.TIMEOUT, incident);
  }

  @Test
  void the_jvm_stands_still_in_the_middle_of_its_dump() throws Exception {
    scene.dumping = Duration.ofSeconds(10);
    scene.inMidDump(() -> {});
    Incident incident = scene.respond();
    scene.signal("CONT");
    scene.awaitAnswer();
    scene.expectFailed(FailureReason.TIMEOUT, incident);
  }

  @Test
  void the_connection_is_cut_while_the_dump_is_written() throws Exception {
    scene.inMidDump(
        () -> {
          scene.stopServer();
          scene.startServer();
          scene.signal("CONT");
        });
    Incident incident = scene.respond();
    scene.awaitAnswer();
    scene.expectFailed(FailureReason.STREAM_CUT, incident);
  }

  @Test
  void the_service_is_stopped_while_the_dump_is_written() throws Exception {
    Thread service = Thread.currentThread();
    scene.inMidDump(service::interrupt);
    assertThrows(InterruptedException.class, scene::respond);
    scene.signal("CONT");
    scene.awaitAnswer();
    assertEquals(List.of(), scene.left());
    assertEquals(List.of(), scene.spooled());
  }

  @Test
  void the_service_is_stopped_while_the_dump_comes_over() throws Exception {
    Thread service = Thread.currentThread();
    scene.tap.atFirstBytes("cat", service::interrupt);
    assertThrows(InterruptedException.class, scene::respond);
    assertEquals(List.of(), scene.left());
    assertEquals(List.of(), scene.spooled());
  }
}
