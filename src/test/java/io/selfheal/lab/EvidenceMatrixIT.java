package io.selfheal.lab;

import static io.selfheal.evidence.FailureReason.ATTACH_FAILED;
import static io.selfheal.evidence.FailureReason.LIVENESS_PROBE;
import static io.selfheal.evidence.FailureReason.NOT_ENABLED;
import static io.selfheal.evidence.FailureReason.NO_JCMD;
import static io.selfheal.evidence.FailureReason.NO_SPACE_IN_POD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.kubernetes.ApiServerCluster;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which evidence comes out of which pod; prints the rows of the table in docs/evidence.md. */
class EvidenceMatrixIT {
  private static final String NAMESPACE = "self-heal-matrix-" + ProcessHandle.current().pid();
  private static final List<ArtefactKind> KINDS =
      List.of(
          ArtefactKind.THREAD_DUMP,
          ArtefactKind.CLASS_HISTOGRAM,
          ArtefactKind.HEAP_DUMP,
          ArtefactKind.VM_INFO,
          ArtefactKind.NATIVE_MEMORY,
          ArtefactKind.FLIGHT_RECORDING);

  @TempDir static Path folder;
  private static Ward ward;
  private static ApiServerCluster cluster;

  /**
   * A pod, and what comes out of it.
   *
   * @param image the variable that names it
   * @param cells by kind; what is not in it comes out verified
   */
  private record Row(
      String name, String says, String image, String spec, Map<ArtefactKind, String> cells) {}

  private static Row row(String name, String says, String image, String spec, Other... others) {
    Map<ArtefactKind, String> cells = new EnumMap<>(ArtefactKind.class);
    for (Other other : others) {
      other.kinds().forEach(kind -> cells.put(kind, other.cell()));
    }
    return new Row(name, says, image, spec, cells);
  }

  /** What does not come out, or not with both hashes. */
  private record Other(List<ArtefactKind> kinds, String cell) {}

  private static final Other UNTRACKED =
      new Other(List.of(ArtefactKind.NATIVE_MEMORY), NOT_ENABLED.slug());

  /** It came through a pipe: there was no file in the pod to hash. */
  private static final String STRUCTURE = "verified by structure";

  private static Other heapDump(String cell) {
    return new Other(List.of(ArtefactKind.HEAP_DUMP), cell);
  }

  private static Other all(FailureReason reason) {
    return new Other(KINDS, reason.slug());
  }

  private static final String JDK_17 = "SELFHEAL_LAB_IMAGE";
  private static final String JDK_25 = "SELFHEAL_LAB_IMAGE_25";
  private static final String JRE = "SELFHEAL_LAB_IMAGE_JRE";

  private static final String RESTRICTED =
      """
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
        runAsNonRoot: true
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}
        seccompProfile: {type: RuntimeDefault}
      """;

  private static final String READ_ONLY = "securityContext: {readOnlyRootFilesystem: true}\n";

  /** The container as the image has it, with fields of its own. */
  private static String pod(int holdMb, String... fields) {
    String container =
        "name: app\nimage: IMAGE\nimagePullPolicy: IfNotPresent\n"
            + String.join("", fields)
            + (String.join("", fields).contains("env:") ? "" : env(holdMb));
    return "terminationGracePeriodSeconds: 1\ncontainers:\n- " + container.indent(2).strip() + "\n";
  }

  private static String env(int holdMb, String... more) {
    return "env:\n- {name: HOLD_MB, value: '" + holdMb + "'}\n" + String.join("", more);
  }

  private static String limit(String resource, String amount) {
    return "resources: {limits: {" + resource + ": " + amount + "}}\n";
  }

  /** An emptyDir that is mounted there. */
  private static String emptyDir(String pod, String path) {
    return pod.replace(
            "image: IMAGE\n",
            "image: IMAGE\n  volumeMounts: [{name: room, mountPath: " + path + "}]\n")
        + "volumes: [{name: room, emptyDir: {}}]\n";
  }

  /** Started by a shell, as many times as said; the image's own command line. */
  private static String byShell(String shell) throws Exception {
    JvmTarget plain = ward.ready("jdk17-root");
    String argv =
        Stream.of(ward.run(plain, "cat", "/proc/1/cmdline").split("\0"))
            .map(argument -> "'" + argument + "'")
            .collect(Collectors.joining(", "));
    return "command: ['sh', '-c', '" + shell + "', 'sh', " + argv + "]\n";
  }

  /** As an image of a JRE and the usual small programs: it finds these, and no jcmd. */
  private static String withoutJcmd() throws Exception {
    String java = ward.run(ward.ready("jdk17-root"), "readlink", "/proc/1/exe").strip();
    return byShell("shift; exec " + java + " \"$@\"")
        + env(24, "- {name: PATH, value: '/usr/local/bin:/usr/bin:/bin'}\n");
  }

  private static List<Row> rows() throws Exception {
    String tools =
        "- {name: JAVA_TOOL_OPTIONS, value: '-Xmx96m -XX:NativeMemoryTracking=summary"
            + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005'}\n";
    return List.of(
        row("jdk17-root", "JDK 17, root", JDK_17, pod(24), UNTRACKED),
        row(
            "jdk25-uid",
            "JDK 25, uid 1000",
            JDK_25,
            pod(24, "securityContext: {runAsUser: 1000, runAsGroup: 1000}\n"),
            UNTRACKED),
        row(
            "jdk17-restricted",
            "JDK 17, pod security restricted",
            JDK_17,
            pod(24, RESTRICTED),
            UNTRACKED),
        row(
            "jdk17-ro-tmp",
            "JDK 17, read-only root, emptyDir at /tmp",
            JDK_17,
            emptyDir(pod(24, READ_ONLY), "/tmp"),
            UNTRACKED),
        row(
            "jdk17-ro-notmp",
            "JDK 17, read-only root, emptyDir elsewhere",
            JDK_17,
            emptyDir(pod(24, READ_ONLY), "/work"),
            all(ATTACH_FAILED)),
        row(
            "jdk25-ro-notmp",
            "JDK 25, read-only root, emptyDir elsewhere",
            JDK_25,
            emptyDir(pod(24, READ_ONLY), "/work"),
            all(ATTACH_FAILED)),
        row(
            "jdk17-memory",
            "JDK 17, memory limit 160Mi",
            JDK_17,
            pod(24, limit("memory", "160Mi")),
            UNTRACKED),
        row(
            "jdk17-storage",
            "JDK 17, ephemeral-storage limit 16Mi",
            JDK_17,
            pod(24, limit("ephemeral-storage", "16Mi")),
            UNTRACKED,
            heapDump(STRUCTURE)),
        row(
            "jdk25-storage",
            "JDK 25, ephemeral-storage limit 16Mi",
            JDK_25,
            pod(24, limit("ephemeral-storage", "16Mi")),
            UNTRACKED,
            heapDump(NO_SPACE_IN_POD.slug())),
        row(
            "jdk17-probe",
            "JDK 17, liveness probe of 1 s",
            JDK_17,
            pod(
                300,
                "livenessProbe: {exec: {command: ['true']}, initialDelaySeconds: 3600, failureThreshold: 1}\n"),
            UNTRACKED,
            heapDump(LIVENESS_PROBE.slug())),
        row(
            "jdk17-options",
            "JDK 17, JAVA_TOOL_OPTIONS with -Xmx and an agent",
            JDK_17,
            pod(24, env(24, tools))),
        row(
            "jdk17-shell",
            "JDK 17, under a shell",
            JDK_17,
            pod(24, byShell("\"$@\" & wait")),
            UNTRACKED),
        row(
            "jdk17-two",
            "JDK 17, two JVMs",
            JDK_17,
            pod(24, byShell("\"$@\" & \"$@\" & wait")),
            UNTRACKED),
        row(
            "jdk17-sidecar",
            "JDK 17, with a sidecar",
            JDK_17,
            pod(24)
                .replace(
                    "containers:\n",
                    "containers:\n- {name: sidecar, image: IMAGE, imagePullPolicy: IfNotPresent}\n"),
            UNTRACKED),
        row(
            "jdk17-hidden",
            "JDK 17, jcmd not on its path",
            JDK_17,
            pod(24, withoutJcmd()),
            all(NO_JCMD),
            new Other(List.of(ArtefactKind.THREAD_DUMP), STRUCTURE)),
        row("jre17", "JRE 17, no jcmd, no shell", JRE, pod(24), all(NO_JCMD)));
  }

  @BeforeAll
  static void open() throws Exception {
    Needs.cluster();
    ward = Ward.open(NAMESPACE, folder);
    cluster = Ward.connect();
    start(row("jdk17-root", "", JDK_17, pod(24)));
  }

  @AfterAll
  static void close() throws Exception {
    if (ward != null) {
      cluster.close();
      ward.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> what_comes_out() throws Exception {
    List<Row> rows = rows();
    for (Row row : rows) {
      start(row);
    }
    System.out.println(line("Pod", KINDS.stream().map(ArtefactKind::slug).toList()));
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.says(), () -> check(row)));
  }

  private static void start(Row row) throws Exception {
    Optional<String> image = image(row);
    if (image.isPresent()) {
      ward.start(row.name(), row.spec().replace("IMAGE", image.get()));
    }
  }

  private static Optional<String> image(Row row) {
    return row.image().equals(JDK_17)
        ? Optional.of(Needs.image())
        : Optional.ofNullable(System.getenv(row.image())).filter(name -> !name.isBlank());
  }

  private static void check(Row row) throws Exception {
    if (image(row).isEmpty()) {
      System.out.println("Skipped: " + row.says() + ": " + row.image() + " names no image");
    }
    assumeTrue(image(row).isPresent(), row.image());
    JvmTarget target = ward.ready(row.name());
    Map<ArtefactKind, String> expected = new LinkedHashMap<>();
    Map<ArtefactKind, String> found = new LinkedHashMap<>();
    for (ArtefactKind kind : KINDS) {
      expected.put(kind, row.cells().getOrDefault(kind, "verified"));
      found.put(kind, outcome(ward.take(cluster, CaptureConfig.DEFAULTS, kind, target)));
    }
    System.out.println(line(row.says(), found.values()));
    assertEquals(expected, found);
  }

  private static String outcome(Artefact artefact) {
    artefact.failure().ifPresent(failure -> System.out.println("  " + failure.sentence()));
    return artefact
        .failure()
        .map(failure -> failure.reason().slug())
        .orElse(artefact.satisfies(Verification.FULL) ? "verified" : STRUCTURE);
  }

  private static String line(String pod, Collection<String> cells) {
    return "| " + pod + " | " + String.join(" | ", cells) + " |";
  }
}
