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
import java.util.ArrayList;
import java.util.Arrays;
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
   * @param failures by kind; what is not in it comes out verified
   */
  private record Row(
      String name, String says, String image, String spec, Map<ArtefactKind, FailureReason> failures) {}

  private static Row row(String name, String says, String image, String spec, Failing... failing) {
    Map<ArtefactKind, FailureReason> failures = new EnumMap<>(ArtefactKind.class);
    for (Failing some : failing) {
      some.kinds().forEach(kind -> failures.put(kind, some.reason()));
    }
    return new Row(name, says, image, spec, failures);
  }

  private record Failing(List<ArtefactKind> kinds, FailureReason reason) {}

  private static final Failing UNTRACKED =
      new Failing(List.of(ArtefactKind.NATIVE_MEMORY), NOT_ENABLED);

  private static Failing heapDump(FailureReason reason) {
    return new Failing(List.of(ArtefactKind.HEAP_DUMP), reason);
  }

  private static Failing all(FailureReason reason) {
    return new Failing(KINDS, reason);
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
}
