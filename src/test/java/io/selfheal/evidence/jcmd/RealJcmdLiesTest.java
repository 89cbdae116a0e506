package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Wanted;
import io.selfheal.reliability.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures that the real jcmd ends with code 0. A broken pipe is in {@link HeapDumpTest}, by its
 * recorded words: jcmd writes into no pipe unless it is told to overwrite, and we never do.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.selfheal.evidence.jcmd.RealJvmTest#javaHomes")
class RealJcmdLiesTest {
  @Parameter Path javaHome;
  @TempDir Path folder;

  private final MemorySpool spool = new MemorySpool();
  private LocalCluster cluster;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    cluster = new LocalCluster(javaHome, "-XX:StartFlightRecording:name=theirs");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void file_exists() throws Exception {
    Path file = folder.resolve("self-heal-inc-1.hprof");
    cluster.before("GC.heap_dump", () -> Files.writeString(file, "a dump of somebody else"));
    lied(ArtefactKind.HEAP_DUMP, folder, FailureReason.JCMD_REFUSED, "File exists");
  }

  @Test
  void no_such_directory() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    lied(ArtefactKind.HEAP_DUMP, nowhere, FailureReason.JCMD_REFUSED, "No such file or directory");
  }

  @Test
  void no_space_left() throws Exception {
    try (Volume full = Volume.inMemory(folder.resolve("full"))) {
      full.fill();
      cluster.lacks("df");
      lied(
          ArtefactKind.HEAP_DUMP,
          full.folder(),
          FailureReason.NO_SPACE_IN_POD,
          "No space left on device");
    }
  }

  @Test
  void native_memory_is_not_tracked() throws Exception {
    lied(ArtefactKind.NATIVE_MEMORY, folder, FailureReason.NOT_ENABLED, "does not track it");
  }

  @Test
  void the_recording_has_stopped_meanwhile() throws Exception {
    cluster.before("JFR.dump", () -> jcmd("JFR.stop", "name=theirs"));
    lied(ArtefactKind.FLIGHT_RECORDING, folder, FailureReason.JCMD_REFUSED, "recording");
  }

  @Test
  void a_recording_has_no_directory() throws Exception {
    lied(
        ArtefactKind.FLIGHT_RECORDING,
        folder.resolve("nowhere"),
        FailureReason.JCMD_REFUSED,
        "nowhere");
  }

  private void jcmd(String... command) throws IOException, InterruptedException {
    List<String> argv = Stream.concat(Stream.of(cluster.pid()), Stream.of(command)).toList();
    List<String> all =
        Stream.concat(Stream.of(javaHome.resolve("bin/jcmd").toString()), argv.stream()).toList();
    assertEquals(0, new ProcessBuilder(all).start().waitFor());
  }

  private void lied(ArtefactKind kind, Path where, FailureReason reason, String word)
      throws InterruptedException, IOException {
    Artefact artefact =
        new JcmdEvidence(cluster, spool, config(where), Clock.systemUTC(), length -> {})
            .capture(Scene.TARGET, Wanted.of(kind), "inc-1")
            .get(0);
    Artefact.Failure failure = artefact.failure().orElseThrow();
    assertEquals(reason, failure.reason(), failure.sentence());
    assertTrue(failure.sentence().contains(word), failure.sentence());
    assertEquals(Map.of(), spool.committed);
    assertEquals(List.of(), ours());
  }

  private static CaptureConfig config(Path where) {
    Duration minute = Duration.ofMinutes(1);
    return new CaptureConfig(
        where.toString(),
        new CaptureConfig.Compression(0, false),
        1,
        Duration.ZERO,
        minute,
        minute,
        minute,
        minute,
        CaptureConfig.DEFAULTS.tools());
  }

  private List<Path> ours() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("self-heal")).toList();
    }
  }
}
