package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM that dumps into a real pipe. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_17, max = JRE.JAVA_21)
@Timeout(120)
class StreamedHeapDumpTest {
  @TempDir Path folder;

  private final MemorySpool spool = new MemorySpool();
  private LocalCluster cluster;
  private Jvm jvm;
  private PodFile place;

  @BeforeEach
  void start() throws Exception {
    cluster = new LocalCluster(Path.of(System.getProperty("java.home")));
    Commands commands = new Commands(cluster, Scene.TARGET);
    jvm = JvmSearch.inside(commands, JvmChoice.ANY).find().orElseThrow();
    place = new PodFile(commands, "", folder.resolve("self-heal-inc-1.hprof").toString());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void it_comes_whole_and_was_never_on_the_disk() throws Exception {
    Received received;
    try (SpoolFile file = spool.create("inc-1", "heap-dump.hprof")) {
      received = dump(jvm).into(file);
      file.commit();
    }
    byte[] dump = spool.committed.get("inc-1/heap-dump.hprof");
    assertEquals(Verification.STRUCTURE, received.verification());
    assertEquals(Scene.sha256(dump), received.sha256());
    assertTrue(dump.length > 2_000_000, "2 MB are held");
    goesOn();
    assertEquals(List.of(), left());
  }

  @Test
  void a_reader_that_fails_in_the_middle_leaves_no_jvm_waiting() throws Exception {
    spool.room(100_000);
    CaptureFailure failure = refused(jvm);
    assertEquals(FailureReason.NO_SPACE_IN_SPOOL, failure.reason());
    goesOn();
    barred();
  }

  @Test
  void a_jvm_that_does_not_dump_leaves_no_reader_waiting() throws Exception {
    Jvm gone = new Jvm(jvm.commands(), jvm.jcmd(), "999999999", "");
    assertEquals(FailureReason.ATTACH_FAILED, refused(gone).reason());
    goesOn();
    barred();
  }

  @Test
  void an_image_that_can_make_no_pipe_says_that_there_is_no_room() throws Exception {
    cluster.lacks("timeout");
    assertEquals(FailureReason.NO_SPACE_IN_POD, refused(jvm).reason());
  }

  private StreamedHeapDump dump(Jvm patient) {
    return new StreamedHeapDump(patient, place, Duration.ofMinutes(10), false);
  }

  private CaptureFailure refused(Jvm patient) throws Exception {
    try (SpoolFile file = spool.create("inc-1", "heap-dump.hprof")) {
      return assertThrows(CaptureFailure.class, () -> dump(patient).into(file));
    }
  }

  private void goesOn() throws Exception {
    assertTrue(jvm.run(List.of("Thread.print"), Duration.ofSeconds(30)).succeeded());
  }

  /** A JVM that comes to it later finds neither the pipe nor room for a file. */
  private void barred() throws Exception {
    assertEquals(List.of(Path.of(place.path())), left());
    assertTrue(Files.isDirectory(Path.of(place.path())));
    var late = jvm.run(List.of("GC.heap_dump", "-overwrite", place.path()), Duration.ofSeconds(30));
    assertTrue(late.stdout().contains("Is a directory"), late.stdout());
    assertTrue(Files.isDirectory(Path.of(place.path())));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
