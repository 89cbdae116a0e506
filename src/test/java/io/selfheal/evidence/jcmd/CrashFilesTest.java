package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs that run out of memory or crash, and what the responder finds of it afterwards. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.selfheal.evidence.jcmd.RealJvmTest#javaHomes")
class CrashFilesTest {
  private static final String EXHAUSTED = "-Dpatient.exhausted=true";
  private static final String DUMPS = "-XX:+HeapDumpOnOutOfMemoryError";

  @Parameter Path javaHome;
  @TempDir Path folder;

  private final MemorySpool spool = new MemorySpool();
  private Path dumps;
  private LocalCluster cluster;

  @BeforeEach
  void createFolders() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
    dumps = Files.createDirectory(folder.resolve("dumps of the shop"));
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:HeapDumpPath=DUMPS/oom.hprof, dumps of the shop/oom.hprof",
    "-XX:HeapDumpPath=DUMPS, dumps of the shop/java_pid\\d+\\.hprof",
    "-XX:HeapDumpPath=../dumps of the shop/here.hprof, dumps of the shop/here.hprof",
    "-Dnothing=said, work/java_pid\\d+\\.hprof"
  })
  void what_a_jvm_wrote_when_its_memory_was_spent_is_found_and_left(String option, String expected)
      throws Exception {
    start(option.replace("DUMPS", dumps.toString()), DUMPS, EXHAUSTED);
    Artefact artefact = capture(ArtefactKind.CRASH_HEAP_DUMP);
    assertTrue(artefact.satisfies(Verification.FULL) && !artefact.neverWas(), artefact::toString);
    Path left = theOnlyFile();
    assertTrue(folder.relativize(left).toString().matches(expected), left::toString);
    assertArrayEquals(Files.readAllBytes(left), spooled("crash-heap-dump.hprof"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dumps of the shop", "dumps of the shop/oom.hprof"})
  void one_that_the_jvm_compressed_is_checked_inside(String path) throws Exception {
    start("-XX:HeapDumpPath=" + folder.resolve(path), "-XX:HeapDumpGzipLevel=1", DUMPS, EXHAUSTED);
    Artefact artefact = capture(ArtefactKind.CRASH_HEAP_DUMP);
    assertTrue(artefact.satisfies(Verification.FULL) && !artefact.neverWas(), artefact::toString);
    assertArrayEquals(Files.readAllBytes(theOnlyFile()), spooled("crash-heap-dump.hprof.gz"));
    truncate(theOnlyFile());
    assertEquals(FailureReason.DAMAGED, reason(capture(ArtefactKind.CRASH_HEAP_DUMP)));
  }

  @Test
  void of_several_the_newest_is_taken_whichever_jvm_wrote_it() throws Exception {
    start("-XX:HeapDumpPath=" + dumps, DUMPS, EXHAUSTED);
    Path newest = Files.move(theOnlyFile(), dumps.resolve("java_pid7.hprof"));
    write(dumps.resolve("java_pid1.hprof"), Instant.now().minusSeconds(3_600));
    write(dumps.resolve("java_pid4194304.hprof"), Instant.now().minusSeconds(60));
    assertTrue(capture(ArtefactKind.CRASH_HEAP_DUMP).satisfies(Verification.FULL));
    assertArrayEquals(Files.readAllBytes(newest), spooled("crash-heap-dump.hprof"));
  }

  @Test
  void one_that_comes_as_it_is_is_kept_compressed() throws Exception {
    start("-XX:HeapDumpPath=" + dumps, DUMPS, EXHAUSTED);
    Artefact artefact = capture(ArtefactKind.CRASH_HEAP_DUMP, true);
    byte[] dump = Files.readAllBytes(theOnlyFile());
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals(
        Optional.of(new Artefact.Original(dump.length, Scene.sha256(dump))),
        artefact.content().orElseThrow().original());
    byte[] kept = spooled("crash-heap-dump.hprof.zst");
    assertArrayEquals(dump, new ZstdInputStream(new ByteArrayInputStream(kept)).readAllBytes());
  }

  @Test
  void what_only_looks_like_one_is_none() throws Exception {
    start("-XX:HeapDumpPath=" + dumps, DUMPS);
    Instant later = Instant.now().plusSeconds(60);
    for (String name : List.of("java_pid1.hprof.part", "java_pid1.hprof;ls", "xjava_pid1.hprof")) {
      write(dumps.resolve(name), later);
    }
    write(dumps.resolve("java_pid1.hprof\rx"), later);
    Files.createSymbolicLink(dumps.resolve("java_pid2.hprof"), dumps.resolve("xjava_pid1.hprof"));
    Files.createDirectory(dumps.resolve("java_pid3.hprof"));
    Artefact artefact = capture(ArtefactKind.CRASH_HEAP_DUMP);
    assertEquals(FailureReason.NO_CRASH_FILE, reason(artefact));
    assertTrue(artefact.neverWas() && artefact.satisfies(Verification.FULL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/oom.hprof", "/not/there/yet", "/oom-%p.hprof"})
  void where_none_was_written_there_is_nothing_to_lose(String place) throws Exception {
    start("-XX:HeapDumpPath=" + dumps + place, DUMPS);
    Artefact.Failure failure = capture(ArtefactKind.CRASH_HEAP_DUMP).failure().orElseThrow();
    assertEquals(FailureReason.NO_CRASH_FILE, failure.reason(), failure.sentence());
    assertTrue(failure.sentence().contains("no heap dump lies in " + dumps), failure.sentence());
  }

  @Test
  void one_that_is_still_being_written_is_damaged() throws Exception {
    start("-XX:HeapDumpPath=" + dumps, DUMPS, EXHAUSTED);
    truncate(theOnlyFile());
    assertEquals(FailureReason.DAMAGED, reason(capture(ArtefactKind.CRASH_HEAP_DUMP)));
    assertTrue(spool.committed.isEmpty());
    assertTrue(Files.exists(theOnlyFile()), "it is not ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:ErrorFile=DUMPS/error-%p.log",
        "-XX:ErrorFile=DUMPS/error.log",
        "-XX:ErrorFile=/not/there/error.log",
        "-Dnothing=said"
      })
  void the_log_of_a_jvm_that_crashed_is_found_by_the_next_one(String option) throws Exception {
    String errorFile = option.replace("DUMPS", dumps.toString());
    start(errorFile, "-XX:-CreateCoredumpOnCrash");
    cluster.crashJvm();
    cluster.startJvm(errorFile);
    Artefact artefact = capture(ArtefactKind.CRASH_LOG);
    assertTrue(artefact.satisfies(Verification.FULL) && !artefact.neverWas(), artefact::toString);
    assertArrayEquals(Files.readAllBytes(theOnlyFile()), spooled("crash-log.txt"));
    truncate(theOnlyFile());
    assertEquals(FailureReason.DAMAGED, reason(capture(ArtefactKind.CRASH_LOG)));
  }

  private void start(String... options) throws IOException {
    cluster = new LocalCluster(javaHome, Files.createDirectory(folder.resolve("work")), options);
  }

  private Artefact capture(ArtefactKind kind) throws InterruptedException {
    return capture(kind, false);
  }

  private Artefact capture(ArtefactKind kind, boolean zstd) throws InterruptedException {
    Pause none = length -> {};
    CaptureConfig config = RealJvmTest.config(folder, new CaptureConfig.Compression(0, zstd));
    return new JcmdEvidence(cluster, spool, config, Clock.systemUTC(), none)
        .capture(Scene.TARGET, Wanted.of(kind), "inc-1")
        .get(0);
  }

  private static FailureReason reason(Artefact artefact) {
    return artefact.failure().orElseThrow().reason();
  }

  private byte[] spooled(String fileName) {
    return spool.committed.remove("inc-1/" + fileName);
  }

  private Path theOnlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertEquals(1, found.size(), found::toString);
      return found.get(0);
    }
  }

  private static void truncate(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
  }

  private static void write(Path file, Instant modified) throws IOException {
    Files.writeString(file, "no dump");
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
