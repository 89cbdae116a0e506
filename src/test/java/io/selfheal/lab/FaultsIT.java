package io.selfheal.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.reliability.Tap;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What breaks while a heap dump is taken from a real cluster's pod: it comes whole all the same, or
 * fails with the right reason, and nothing half is kept in the pod or here.
 */
@Timeout(150)
class FaultsIT {
  private static final String NAMESPACE = "self-heal-faults-" + ProcessHandle.current().pid();

  /** The first to be cut is cut there. */
  private static final long MIDDLE = 32 << 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A JVM that is not process 1: that one cannot be stopped from inside of its container. */
  private static final String STOPPABLE = "shareProcessNamespace: true\n";

  @TempDir static Path folder;
  private static Ward ward;
  private static ApiServerCluster cluster;

  private final Tap tap = new Tap();

  @BeforeAll
  static void open() throws Exception {
    Needs.cluster();
    ward = Ward.open(NAMESPACE, folder.resolve("spool"));
    cluster = Ward.connect();
    for (String pod : List.of("cut", "restarted", "full")) {
      ward.start(pod, spec(""));
    }
    for (String pod : List.of("deleted", "stopped")) {
      ward.start(pod, spec(STOPPABLE));
    }
  }

  private static String spec(String more) {
    return """
        terminationGracePeriodSeconds: 1
        containers:
        - name: app
          image: %s
          imagePullPolicy: IfNotPresent
          env: [{name: HOLD_MB, value: "50"}]
        """
            .formatted(Needs.image())
        + more;
  }

  @AfterAll
  static void close() throws Exception {
    if (ward != null) {
      cluster.close();
      ward.close();
    }
  }

  @Test
  void the_connection_is_cut_in_the_middle() throws Exception {
    JvmTarget target = ward.ready("cut");
    try (CuttingProxy proxy = new CuttingProxy(URI.create(Kubectl.server()));
        ApiServerCluster through = Ward.connect(Optional.of(kubeconfig(proxy)))) {
      proxy.after(MIDDLE, Socket::close);
      Artefact artefact =
          ward.take(through, config("/tmp", MINUTE), ArtefactKind.HEAP_DUMP, target);
      assertTrue(proxy.done(), "it was cut");
      assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
      assertEquals(
          HprofFile.sha256(ward.file(target, artefact)), artefact.content().orElseThrow().sha256());
      assertEquals(List.of(), left(target, "/tmp"));
    }
  }

  @Test
  void the_container_restarts_while_its_dump_comes_over() throws Exception {
    JvmTarget target = ward.ready("restarted");
    try (CuttingProxy proxy = new CuttingProxy(URI.create(Kubectl.server()));
        ApiServerCluster through = Ward.connect(Optional.of(kubeconfig(proxy)))) {
      proxy.after(MIDDLE, connection -> restart(target));
      expect(FailureReason.TARGET_CHANGED, through, config("/tmp", MINUTE), target);
    }
    assertEquals(List.of(), left(target, "/tmp"));
  }

  private static void restart(JvmTarget target) throws Exception {
    ward.run(target, "sh", "-c", "kill 1");
    ward.awaitRestart(target);
  }

  @Test
  void the_pod_is_deleted_while_jcmd_is_at_it() throws Exception {
    JvmTarget target = ward.ready("deleted");
    tap.before(
        "GC.heap_dump",
        () -> {
          signal(target, "STOP");
          ward.kubectl("delete", "pod", "deleted", "--wait=false");
        });
    expect(FailureReason.TARGET_CHANGED, tap.on(cluster), config("/tmp", MINUTE), target);
  }

  @Test
  void the_disk_fills_up_and_jcmd_ends_with_0() throws Exception {
    JvmTarget target = ward.ready("full");
    String fill = "dd if=/dev/zero of=/dev/shm/filler bs=1M 2>/dev/null || true";
    tap.before("GC.heap_dump", () -> ward.run(target, "sh", "-c", fill));
    String why =
        expect(FailureReason.NO_SPACE_IN_POD, tap.on(cluster), config("/dev/shm", MINUTE), target);
    assertTrue(why.contains("exit code 0"), why);
    assertEquals(List.of(), left(target, "/dev/shm"));
  }

  @Test
  void the_jvm_stands_still() throws Exception {
    JvmTarget target = ward.ready("stopped");
    tap.before("GC.heap_dump", () -> signal(target, "STOP"));
    CaptureConfig short3 = config("/tmp", Duration.ofSeconds(3));
    expect(FailureReason.TIMEOUT, tap.on(cluster), short3, target);
    signal(target, "CONT");
    ward.run(target, "sh", "-c", "jcmd $(" + PID + ") VM.version");
    assertEquals(List.of(), left(target, "/tmp"));
  }

  private static final String PID = "jcmd -l | grep -v JCmd | cut -d' ' -f1";

  private static void signal(JvmTarget target, String signal) throws Exception {
    ward.run(target, "sh", "-c", "kill -" + signal + " $(" + PID + ")");
  }

  private static String expect(
      FailureReason reason, Cluster cluster, CaptureConfig config, JvmTarget target)
      throws Exception {
    Artefact artefact = ward.take(cluster, config, ArtefactKind.HEAP_DUMP, target);
    Artefact.Failure failure = artefact.failure().orElseThrow(() -> new AssertionError(artefact));
    assertEquals(reason, failure.reason(), failure.sentence());
    assertEquals(List.of(), ward.spooled(target));
    return failure.sentence();
  }

  private static List<String> left(JvmTarget target, String folder) throws Exception {
    return ward.run(target, "find", folder, "-name", "self-heal*", "-type", "f").lines().toList();
  }

  private static CaptureConfig config(String podFolder, Duration dumping) {
    return new CaptureConfig(
        podFolder,
        new CaptureConfig.Compression(0, false),
        1,
        Duration.ZERO,
        MINUTE,
        MINUTE,
        dumping,
        MINUTE,
        CaptureConfig.DEFAULTS.tools());
  }

  /** The one in use, with the proxy for a server; its certificate is of another address. */
  private static Path kubeconfig(CuttingProxy proxy) throws Exception {
    var kubeconfig = Kubectl.json("config", "view", "--minify", "--raw", "--flatten");
    ObjectNode server = (ObjectNode) kubeconfig.at("/clusters/0/cluster");
    server.put("server", "https://127.0.0.1:" + proxy.port());
    server.remove("certificate-authority-data");
    server.put("insecure-skip-tls-verify", true);
    return Files.writeString(
        folder.resolve("kubeconfig-" + proxy.port()),
        new ObjectMapper().writeValueAsString(kubeconfig));
  }
}
