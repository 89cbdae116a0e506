package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.Extent;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.Provenance;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.Pod;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JcmdEvidenceTest {
  private static final String JCMD =
      "env -u JAVA_TOOL_OPTIONS -u _JAVA_OPTIONS jcmd -J-XX:+IgnoreUnrecognizedVMOptions "
          + "-J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 ";

  private final Scene scene = new Scene();

  @Test
  void a_thread_dump_is_two_one_second_apart() throws InterruptedException {
    List<Artefact> artefacts = scene.capture(ArtefactKind.THREAD_DUMP);
    assertEquals(
        List.of("thread-dump-1.txt", "thread-dump-2.txt"),
        artefacts.stream().map(Artefact::fileName).toList());
    assertEquals(List.of(Duration.ofSeconds(1)), scene.pauses);
    assertTrue(artefacts.stream().allMatch(found -> found.satisfies(Verification.FULL)));
    assertEquals(
        Set.of("inc-1/thread-dump-1.txt", "inc-1/thread-dump-2.txt"),
        scene.spool.committed.keySet());
  }

  @Test
  void each_thread_dump_tells_what_was_run_for_it_and_of_which_jvm() throws InterruptedException {
    scene.cluster.says(
        "Thread.print",
        Scene.threadDump().replace("(17)", "(17.0.15+6-Debian-1deb12u1 mixed mode, sharing)"));
    for (Artefact artefact : scene.capture(ArtefactKind.THREAD_DUMP)) {
      Provenance how = artefact.provenance().orElseThrow();
      assertEquals(
          Set.of(JCMD + "-l", "ls /proc", "cat /proc/1/status", JCMD + "1 Thread.print -l -e"),
          Set.copyOf(how.commands()));
      assertEquals(
          Optional.of("OpenJDK 64-Bit Server VM version 17.0.15+6-Debian-1deb12u1"), how.tool());
    }
    assertFalse(scene.cluster.commands.toString().contains("VM.version"), "one more jcmd");
  }

  @Test
  void a_heap_dump_tells_what_was_run_for_it_and_of_which_jvm() throws InterruptedException {
    Provenance how = scene.heapDump().provenance().orElseThrow();
    assertEquals(
        scene.cluster.commands.stream().map(argv -> String.join(" ", argv)).sorted().toList(),
        how.commands().stream().sorted().toList());
    assertTrue(how.commands().contains("cat " + Scene.POD_PATH));
    assertTrue(how.tool().orElseThrow().startsWith("OpenJDK 64-Bit Server VM version 17."));
  }

  @Test
  void evidence_that_failed_tells_what_was_tried() throws InterruptedException {
    scene.cluster.fails("Thread.print", 1, "no");
    Provenance how = scene.capture(ArtefactKind.THREAD_DUMP).get(0).provenance().orElseThrow();
    assertTrue(how.commands().get(3).endsWith(" 1 Thread.print -l -e"));
    scene.cluster.lacks("env jcmd -l");
    how = scene.heapDump().provenance().orElseThrow();
    assertTrue(how.commands().containsAll(List.of(JCMD + "-l", "jcmd -l")));
    assertFalse(how.commands().toString().contains("GC.heap_dump"));
  }

  @Test
  void a_class_histogram_is_what_jcmd_printed() throws InterruptedException {
    Artefact artefact = scene.capture(ArtefactKind.CLASS_HISTOGRAM).get(0);
    byte[] spooled = scene.spool.committed.get("inc-1/class-histogram.txt");
    assertEquals(ArtefactState.VERIFIED, artefact.state());
    assertEquals(Scene.sha256(spooled), artefact.content().orElseThrow().sha256());
    assertEquals(spooled.length, artefact.content().orElseThrow().bytes());
  }

  @Test
  void a_thread_dump_without_its_closing_lines_does_not_count() throws InterruptedException {
    scene.cluster.says("Thread.print", Scene.threadDump().replace("JNI global refs", ""));
    for (Artefact artefact : scene.capture(ArtefactKind.THREAD_DUMP)) {
      assertEquals(FailureReason.DAMAGED, artefact.failure().orElseThrow().reason());
    }
    assertTrue(scene.spool.committed.isEmpty());
  }

  @Test
  void one_thread_dump_may_fail_and_the_other_not() throws InterruptedException {
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.empty());
    List<Artefact> artefacts = scene.capture(ArtefactKind.THREAD_DUMP);
    assertEquals(ArtefactState.FAILED, artefacts.get(0).state());
    assertEquals(ArtefactState.VERIFIED, artefacts.get(1).state());
    assertEquals(Set.of("inc-1/thread-dump-2.txt"), scene.spool.committed.keySet());
  }

  static Stream<Arguments> notTheTarget() {
    Pod anotherUid = ExecOnlyCluster.pod("uid-2", ExecOnlyCluster.CONTAINER_ID, false);
    Pod terminating = ExecOnlyCluster.pod("uid-1", ExecOnlyCluster.CONTAINER_ID, true);
    Pod restarted = ExecOnlyCluster.pod("uid-1", "containerd://bbb", false);
    Pod stopped = ExecOnlyCluster.pod("uid-1", "", false);
    return Stream.of(
        Arguments.of("gone", Optional.empty(), FailureReason.TARGET_CHANGED),
        Arguments.of("replaced", Optional.of(anotherUid), FailureReason.TARGET_CHANGED),
        Arguments.of("terminating", Optional.of(terminating), FailureReason.TARGET_CHANGED),
        Arguments.of("restarted", Optional.of(restarted), FailureReason.TARGET_CHANGED),
        Arguments.of("stopped", Optional.of(stopped), FailureReason.CONTAINER_NOT_RUNNING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notTheTarget")
  void nothing_runs_in_a_pod_that_is_not_the_target(
      String what, Optional<Pod> pod, FailureReason reason) throws InterruptedException {
    scene.cluster.nextPod(pod);
    scene.refused(reason);
    assertEquals(List.of(), scene.cluster.commands);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notTheTarget")
  void evidence_is_void_when_the_target_changed_meanwhile(
      String what, Optional<Pod> pod, FailureReason reason) throws InterruptedException {
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(pod);
    scene.refused(reason);
    assertTrue(scene.cluster.ran("cat"));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, TARGET_CHANGED",
    "FORBIDDEN, FORBIDDEN",
    "UNAUTHORIZED, FORBIDDEN",
    "BAD_REQUEST, CONTAINER_NOT_RUNNING",
    "CONTAINER_NOT_RUNNING, CONTAINER_NOT_RUNNING",
    "STREAM_CUT, STREAM_CUT",
    "TIMEOUT, TIMEOUT",
    "UNREACHABLE, CLUSTER_UNREACHABLE",
    "SERVER_ERROR, CLUSTER_UNREACHABLE",
    "COMMAND_NOT_FOUND, NO_JCMD"
  })
  void trouble_with_the_cluster_is_a_failure_with_its_reason(
      ClusterException.Reason trouble, FailureReason reason) throws InterruptedException {
    scene.cluster.breaks("Thread.print", trouble);
    for (Artefact artefact : scene.capture(ArtefactKind.THREAD_DUMP)) {
      assertEquals(reason, artefact.failure().orElseThrow().reason());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_DUMP", "CLASS_HISTOGRAM", "HEAP_DUMP"})
  void a_full_spool_is_a_failure_and_not_an_exception(ArtefactKind kind)
      throws InterruptedException {
    for (long room : new long[] {0, 10}) {
      scene.spool.room(room);
      Artefact artefact = scene.capture(kind).get(0);
      assertEquals(FailureReason.NO_SPACE_IN_SPOOL, artefact.failure().orElseThrow().reason());
    }
  }

  @Test
  void every_command_has_a_deadline_of_its_own_kind() throws InterruptedException {
    scene.cluster.on(
        "Thread.print",
        request -> {
          assertEquals(CaptureConfig.DEFAULTS.threadDumpTimeout(), request.deadline());
          assertEquals("app", request.container());
          return new ExecResult(0, Scene.threadDump(), "");
        });
    assertTrue(scene.capture(ArtefactKind.THREAD_DUMP).get(0).failure().isEmpty());
  }

  @Test
  void a_failure_is_a_sentence_for_people() throws InterruptedException {
    scene.cluster.lacks("env jcmd -l");
    assertEquals(
        "Cannot take the heap dump of shop/pay-1: the image has no jcmd, and capture.toolsImage names"
            + " none that has; set it to an image of JDK 25 and apply rbac/role-ephemeral.yaml to"
            + " the namespace, or build it on a JDK",
        scene.refused(FailureReason.NO_JCMD));
  }

  @Test
  void a_series_has_as_many_dumps_as_the_rule_says_at_its_interval() throws InterruptedException {
    Extent extent = new Extent(4, Duration.ofSeconds(3), Duration.ofSeconds(1));
    var dumps = scene.capture(new Wanted(ArtefactKind.THREAD_DUMP, extent, JvmChoice.ANY));
    assertEquals("thread-dump-4.txt", dumps.get(3).fileName());
    assertEquals(List.of(extent.interval(), extent.interval(), extent.interval()), scene.pauses);
  }

  @Test
  void the_interval_is_counted_from_the_begin_of_a_dump() throws InterruptedException {
    scene.cluster.on(
        "Thread.print",
        request -> {
          scene.clock.advance(Duration.ofMillis(400));
          return new ExecResult(0, Scene.threadDump(), "");
        });
    scene.capture(ArtefactKind.THREAD_DUMP);
    assertEquals(List.of(Duration.ofMillis(600)), scene.pauses);
  }

  @Test
  void a_short_command_that_was_cut_is_run_again() throws InterruptedException {
    AtomicBoolean cut = new AtomicBoolean();
    scene.cluster.on(
        "status",
        request -> {
          if (cut.compareAndSet(false, true)) {
            throw new ClusterException(ClusterException.Reason.STREAM_CUT, "cut");
          }
          return new ExecResult(0, Scene.ATTACHABLE, "");
        });
    assertEquals(ArtefactState.VERIFIED, scene.heapDump().state());
  }

  @Test
  void openj9_is_refused_by_what_its_jcmd_says() throws InterruptedException {
    scene.cluster.fails("VM.flags", 1, "Command VM.flags not recognized\n");
    Artefact artefact = scene.capture(ArtefactKind.VM_FLAGS).get(0);
    assertEquals(FailureReason.UNSUPPORTED_JVM, artefact.failure().orElseThrow().reason());
  }

  @Test
  void no_command_ever_goes_through_a_shell() throws InterruptedException {
    for (ArtefactKind kind : EnumSet.range(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP)) {
      scene.capture(kind);
    }
    assertFalse(scene.cluster.commands.isEmpty());
    Set<String> allowed =
        Set.of("env", "jcmd", "cat", "head", "openssl", "sha256sum", "df", "rm", "ls");
    scene.cluster.commands.forEach(
        argv -> assertTrue(allowed.contains(argv.get(0)), argv::toString));
  }

  @Test
  void an_incident_id_that_is_no_file_name_is_a_programming_error() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CaptureOrder(Scene.TARGET, Wanted.of(ArtefactKind.HEAP_DUMP), "../../etc/passwd"));
  }
}
