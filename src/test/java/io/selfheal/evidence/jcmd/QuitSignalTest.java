package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.ExecResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where neither the image nor a container that joins the pod has a jcmd. */
class QuitSignalTest {
  private final JoinedCluster cluster = new JoinedCluster();
  private final MemorySpool spool = new MemorySpool();
  private final List<Duration> pauses = new ArrayList<>();
  private int printed;

  @BeforeEach
  void aJvmThatPrintsItsThreads() {
    cluster
        .target
        .says("ls", "1\n")
        .says("status", Scene.ATTACHABLE)
        .on("kill", request -> printThreads());
    cluster.log = printed(0);
  }

  private ExecResult printThreads() {
    printed++;
    cluster.log += printed(printed);
    return new ExecResult(0, "", "");
  }

  private static String printed(int number) {
    return Scene.threadDump().replace("1:\n", "").replace("\"main\"", "\"main-" + number + "\"")
        + "Heap\n def new generation\n";
  }

  @Test
  void two_thread_dumps_come_out_of_the_log_each_its_own() throws Exception {
    List<Artefact> dumps = capture(ArtefactKind.THREAD_DUMP);
    assertTrue(dumps.stream().allMatch(dump -> dump.satisfies(Verification.STRUCTURE)), "" + dumps);
    assertFalse(dumps.get(0).satisfies(Verification.FULL), "the log may have lost lines");
    assertTrue(spooled(1).contains("main-1") && !spooled(1).contains("main-0"), spooled(1));
    assertTrue(spooled(2).contains("main-2") && !spooled(2).contains("main-1"), spooled(2));
    assertFalse(spooled(1).contains("Heap"));
  }

  @Test
  void the_signal_is_a_program_of_the_image_and_goes_to_the_jvm() throws Exception {
    capture(ArtefactKind.THREAD_DUMP);
    assertTrue(cluster.target.commands.contains(List.of("kill", "-QUIT", "1")));
    assertEquals(Optional.of(Duration.ofSeconds(5)), cluster.logRequests.get(0).part().newest());
  }

  @Test
  void a_jvm_that_does_not_catch_the_signal_is_not_killed_by_it() throws Exception {
    cluster.target.says("status", Scene.NOT_ATTACHABLE);
    assertEquals(FailureReason.NO_JCMD, failure(ArtefactKind.THREAD_DUMP).reason());
    assertFalse(cluster.target.ran("kill"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "status", "kill"})
  void an_image_that_lacks_a_program_for_it_is_told_what_to_do(String program) throws Exception {
    cluster.target.lacks(program);
    Artefact.Failure failure = failure(ArtefactKind.THREAD_DUMP);
    assertEquals(FailureReason.NO_JCMD, failure.reason());
    assertTrue(failure.sentence().contains("capture.toolsImage"), failure.sentence());
    assertTrue(failure.sentence().contains("rbac/role-ephemeral.yaml"), failure.sentence());
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAP_DUMP", "CLASS_HISTOGRAM", "FLIGHT_RECORDING"})
  void nothing_else_is_tried_by_a_signal(ArtefactKind kind) throws Exception {
    assertEquals(FailureReason.NO_JCMD, failure(kind).reason());
    assertFalse(cluster.target.ran("kill"));
  }

  @Test
  void a_dump_that_never_comes_is_waited_for_as_long_as_a_thread_dump_may_take() throws Exception {
    cluster.target.says("kill", "");
    Artefact.Failure failure = failure(ArtefactKind.THREAD_DUMP);
    assertEquals(FailureReason.TIMEOUT, failure.reason(), failure.sentence());
    assertTrue(pauses.size() >= CaptureConfig.DEFAULTS.threadDumpTimeout().toSeconds());
  }

  @Test
  void a_dump_that_comes_late_is_waited_for() throws Exception {
    cluster.target.says("kill", "");
    cluster.whileLogged = () -> cluster.log += cluster.logRequests.size() == 4 ? printed(9) : "";
    capture(ArtefactKind.THREAD_DUMP);
    assertTrue(spooled(1).contains("main-9"), spooled(1));
  }

  private String spooled(int number) {
    byte[] dump = spool.committed.get("inc-1/thread-dump-" + number + ".txt");
    return new String(dump, StandardCharsets.UTF_8);
  }

  private Artefact.Failure failure(ArtefactKind kind) throws InterruptedException {
    return capture(kind).get(0).failure().orElseThrow();
  }

  private List<Artefact> capture(ArtefactKind kind) throws InterruptedException {
    ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
    return new JcmdEvidence(cluster, spool, CaptureConfig.DEFAULTS, clock, pauses::add)
        .capture(Scene.TARGET, Wanted.of(kind), "inc-1");
  }
}
