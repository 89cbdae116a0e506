package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Real JVMs of this machine, with real jcmd, cat, sha256sum, df and rm. */
@ParameterizedClass(name = "{0}")
@MethodSource("javaHomes")
class RealJvmTest {
  @Parameter Path javaHome;
  @TempDir Path folder;

  private final MemorySpool spool = new MemorySpool();
  private LocalCluster cluster;

  /** The JDK that runs the tests, and the newer one where the machine has it. */
  static Stream<Path> javaHomes() {
    Path newer = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");
    return Stream.of(Path.of(System.getProperty("java.home")), newer)
        .filter(home -> Files.isExecutable(home.resolve("bin/jcmd")));
  }

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    cluster = new LocalCluster(javaHome);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void a_real_heap_dump_is_whole_and_leaves_nothing_behind() throws Exception {
    Artefact.Content content = capture(ArtefactKind.HEAP_DUMP).get(0).content().orElseThrow();
    byte[] dump = spool.committed.get("inc-1/heap-dump.hprof");
    assertEquals(Verification.FULL, content.verification());
    assertEquals(dump.length, content.bytes());
    assertEquals(Scene.sha256(dump), content.sha256());
    assertTrue(dump.length > 2_000_000, "2 MB are held");
    assertEquals(List.of(), left());
  }

  @Test
  void a_real_compressed_heap_dump_is_whole_and_leaves_nothing_behind() throws Exception {
    cluster.lacks("head");
    Artefact artefact = capture(ArtefactKind.HEAP_DUMP, compressing(folder)).get(0);
    byte[] dump = spool.committed.get("inc-1/heap-dump.hprof.gz");
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals(dump.length, artefact.content().orElseThrow().bytes());
    assertTrue(unpacked(dump).length > 2_000_000, "2 MB are held");
    assertEquals(List.of(), left());
  }

  @Test
  void what_comes_as_it_is_is_kept_compressed() throws Exception {
    CaptureConfig zstd = config(folder, new CaptureConfig.Compression(0, true));
    Artefact artefact = capture(ArtefactKind.HEAP_DUMP, zstd).get(0);
    byte[] kept = spool.committed.get("inc-1/heap-dump.hprof.zst");
    Artefact.Content content = artefact.content().orElseThrow();
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals(kept.length, content.bytes());
    assertEquals(Scene.sha256(kept), content.sha256());
    byte[] dump = new ZstdInputStream(new ByteArrayInputStream(kept)).readAllBytes();
    assertEquals(
        new Artefact.Original(dump.length, Scene.sha256(dump)), content.original().orElseThrow());
    assertEquals(0x2C, dump[dump.length - 9]);
    assertTrue(dump.length > 2_000_000 && kept.length < dump.length / 2, "2 MB are held");
    assertEquals(List.of(), left());
  }

  @Test
  void what_an_aborted_attempt_left_is_no_obstacle() throws Exception {
    Files.writeString(folder.resolve("self-heal-inc-1.hprof"), "half a dump");
    assertTrue(capture(ArtefactKind.HEAP_DUMP).get(0).satisfies(Verification.FULL));
    assertEquals(List.of(), left());
  }

  @Test
  void a_folder_that_is_not_there_is_refused_though_jcmd_ends_with_code_0() throws Exception {
    CaptureConfig nowhere = config(folder.resolve("nowhere"));
    Artefact artefact = capture(ArtefactKind.HEAP_DUMP, nowhere).get(0);
    Artefact.Failure failure = artefact.failure().orElseThrow();
    assertEquals(FailureReason.JCMD_REFUSED, failure.reason());
    assertTrue(failure.sentence().contains("exit code 0"), failure.sentence());
    assertTrue(failure.sentence().contains("No such file or directory"), failure.sentence());
  }

  @Test
  void real_thread_dumps_are_whole_and_name_the_deadlock() throws Exception {
    List<Artefact> artefacts = capture(ArtefactKind.THREAD_DUMP);
    assertTrue(
        artefacts.stream().allMatch(found -> found.failure().isEmpty()), artefacts::toString);
    String text = text("inc-1/thread-dump-2.txt");
    assertTrue(text.contains("Found 1 deadlock."), text);
  }

  @Test
  void a_real_class_histogram_is_whole() throws Exception {
    assertTrue(capture(ArtefactKind.CLASS_HISTOGRAM).get(0).failure().isEmpty());
    assertTrue(text("inc-1/class-histogram.txt").contains("[B"));
  }

  @Test
  void a_jvm_that_has_ended_is_no_jvm() throws Exception {
    cluster.close();
    Artefact artefact = capture(ArtefactKind.CLASS_HISTOGRAM).get(0);
    assertEquals(FailureReason.NO_JVM, artefact.failure().orElseThrow().reason());
  }

  @Test
  void a_jvm_that_hides_from_jcmd_is_found_all_the_same() throws Exception {
    cluster.close();
    cluster = new LocalCluster(javaHome, "-XX:-UsePerfData");
    assertTrue(capture(ArtefactKind.HEAP_DUMP).get(0).satisfies(Verification.FULL));
  }

  @Test
  void of_two_jvms_the_larger_one_is_dumped_though_it_hides() throws Exception {
    cluster.startJvm("-XX:-UsePerfData", "-Xms64m", "-XX:+AlwaysPreTouch");
    assertTrue(capture(ArtefactKind.VM_FLAGS).get(0).satisfies(Verification.FULL));
    assertTrue(text("inc-1/vm-flags.txt").contains("-XX:+AlwaysPreTouch"));
  }

  @Test
  void what_a_real_jvm_says_of_itself_is_whole() throws Exception {
    assertTrue(capture(ArtefactKind.VM_INFO).get(0).satisfies(Verification.FULL));
    assertTrue(text("inc-1/vm-info.txt").contains("JRE version"));
  }

  @Test
  void native_memory_is_told_where_it_is_tracked_and_its_absence_named() throws Exception {
    Artefact untracked = capture(ArtefactKind.NATIVE_MEMORY).get(0);
    assertEquals(FailureReason.NOT_ENABLED, untracked.failure().orElseThrow().reason());
    cluster.close();
    cluster = new LocalCluster(javaHome, "-XX:NativeMemoryTracking=summary");
    assertTrue(capture(ArtefactKind.NATIVE_MEMORY).get(0).satisfies(Verification.FULL));
    assertTrue(text("inc-1/native-memory.txt").contains("Java Heap"));
  }

  @Test
  void a_recording_that_runs_is_dumped_and_goes_on() throws Exception {
    cluster.close();
    cluster = new LocalCluster(javaHome, "-XX:StartFlightRecording:name=theirs");
    assertTrue(capture(ArtefactKind.FLIGHT_RECORDING).get(0).satisfies(Verification.FULL));
    assertTrue(capture(ArtefactKind.FLIGHT_RECORDING).get(0).satisfies(Verification.FULL));
    assertEquals(List.of(), left());
  }

  @Test
  void where_none_runs_one_is_made_and_leaves_nothing_behind() throws Exception {
    Artefact first = capture(ArtefactKind.FLIGHT_RECORDING).get(0);
    assertTrue(first.satisfies(Verification.FULL), first::toString);
    Artefact second = capture(ArtefactKind.FLIGHT_RECORDING).get(0);
    assertTrue(second.satisfies(Verification.FULL), second::toString);
    assertEquals(List.of(), left());
  }

  @Test
  void a_jvm_that_lets_nobody_attach_is_a_failed_attach() throws Exception {
    cluster.close();
    cluster = new LocalCluster(javaHome, "-XX:+DisableAttachMechanism");
    Artefact artefact = capture(ArtefactKind.CLASS_HISTOGRAM).get(0);
    assertEquals(FailureReason.ATTACH_FAILED, artefact.failure().orElseThrow().reason());
  }

  @Test
  void a_jvm_without_signals_is_reached_through_its_socket() throws Exception {
    cluster.close();
    cluster = new LocalCluster(javaHome, "-Xrs");
    assertTrue(capture(ArtefactKind.CLASS_HISTOGRAM).get(0).failure().isEmpty());
  }

  private List<Artefact> capture(ArtefactKind kind) throws InterruptedException {
    return capture(kind, config(folder));
  }

  private List<Artefact> capture(ArtefactKind kind, CaptureConfig config)
      throws InterruptedException {
    return new JcmdEvidence(cluster, spool, config, Clock.systemUTC(), length -> {})
        .capture(Scene.TARGET, Wanted.of(kind), "inc-1");
  }

  private static CaptureConfig config(Path folder) {
    return config(folder, 0);
  }

  private static CaptureConfig compressing(Path folder) {
    return config(folder, Long.MAX_VALUE);
  }

  private static CaptureConfig config(Path folder, long compressBelow) {
    return config(folder, new CaptureConfig.Compression(compressBelow, false));
  }

  static CaptureConfig config(Path folder, CaptureConfig.Compression compression) {
    Duration minute = Duration.ofMinutes(1);
    return new CaptureConfig(
        folder.toString(),
        compression,
        1,
        minute,
        minute,
        minute,
        minute,
        minute,
        ToolsConfig.DEFAULTS);
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  private String text(String name) {
    return new String(spool.committed.get(name), StandardCharsets.UTF_8);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
