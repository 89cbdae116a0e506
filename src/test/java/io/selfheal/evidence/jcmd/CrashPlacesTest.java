package io.selfheal.evidence.jcmd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a container is looked through for what a failing JVM left, and with what. */
class CrashPlacesTest {
  private static final String COREUTILS =
      "-rw------- 1 1000 1000 %d 2026-11-21 02:%02d:33.123456789 +0000 %s\n";
  private static final String BUSYBOX =
      "-rw-------    1 1000     1000     %d 2026-11-21 02:%02d:33 +0000 %s\n";

  private final Scene scene = new Scene();

  @ParameterizedTest
  @CsvSource({
    "-XX:HeapDumpPath=/dumps -XX:+UseSerialGC, /dumps",
    "-XX:HeapDumpPath=/dumps/, /dumps",
    "-XX:HeapDumpPath=/dumps/oom.hprof, /dumps/oom.hprof",
    "-XX:HeapDumpPath=/dumps/oom-%p.hprof -XX:X=1, /dumps",
    "-XX:HeapDumpPath=/oom-%p.hprof, /",
    "-XX:HeapDumpPath=with a space/-XXx, /proc/1/cwd/with a space/-XXx",
    "-XX:HeapDumpPath=., /proc/1/cwd/.",
    "-XX:+UseSerialGC, /proc/1/cwd",
  })
  void a_heap_dump_is_looked_for_where_the_flags_say(String flags, String place) throws Exception {
    scene.cluster.says("VM.flags", "1:\n-XX:CICompilerCount=2 " + flags + " \n").says("ls", "");
    assertEquals(FailureReason.NO_CRASH_FILE, reason(ArtefactKind.CRASH_HEAP_DUMP));
    assertEquals(List.of("ls", "-lntH", "--full-time", place), lastLs());
  }

  @Test
  void a_log_is_looked_for_wherever_the_jvm_may_have_fallen_back_to() throws Exception {
    scene.cluster.says("VM.flags", "1:\n-XX:ErrorFile=/logs/error-%p.log\n").says("ls", "");
    assertEquals(FailureReason.NO_CRASH_FILE, reason(ArtefactKind.CRASH_LOG));
    assertEquals(List.of("ls", "-lntH", "--full-time", "/logs", "/proc/1/cwd", "/tmp"), lastLs());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void the_newest_of_all_places_is_taken_as_either_ls_lists_it(boolean busybox) throws Exception {
    String line = busybox ? BUSYBOX : COREUTILS;
    scene.cluster.says("VM.flags", "1:\n-XX:ErrorFile=/logs/error-%p.log\n");
    scene.cluster.says(
        "ls",
        "/logs:\ntotal 8\n"
            + line.formatted(7, 40, "error-12.log")
            + line.formatted(7, 58, "error-x.log")
            + "\n/tmp:\ntotal 8\n"
            + line.formatted(7, 52, "hs_err_pid7.log")
            + line.formatted(7, 51, "hs_err_pid8.log")
            + "lrwxrwxrwx 1 0 0 9 2026-11-21 02:59:33 +0000 hs_err_pid9.log -> /etc/shadow\n");
    String log = "#\n# A fatal error has been detected by the Java Runtime Environment:\n\nEND.\n";
    scene.cluster.says("cat", log).says("sha256sum", Scene.sha256(log.getBytes(UTF_8)) + "  x\n");
    assertTrue(scene.capture(ArtefactKind.CRASH_LOG).get(0).satisfies(Verification.FULL));
    assertTrue(scene.cluster.commands.contains(List.of("cat", "/tmp/hs_err_pid7.log")));
    assertArrayEquals(log.getBytes(UTF_8), scene.spool.committed.get("inc-1/crash-log.txt"));
    assertTrue(!scene.cluster.ran("rm"), "it is not ours");
  }

  @Test
  void a_file_that_the_flags_name_is_taken_as_it_is_called() throws Exception {
    scene.cluster.says("VM.flags", "1:\n-XX:HeapDumpPath=/dumps/oom.hprof\n");
    scene.cluster.says("ls", COREUTILS.formatted(scene.dump.length, 1, "/dumps/oom.hprof"));
    Artefact artefact = scene.capture(ArtefactKind.CRASH_HEAP_DUMP).get(0);
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertTrue(artefact.provenance().orElseThrow().commands().contains("cat /dumps/oom.hprof"));
  }

  @Test
  void an_image_without_the_tools_is_named_as_such() throws Exception {
    assertEquals(FailureReason.NO_TOOLS, reason(ArtefactKind.CRASH_LOG), "no ls");
    scene.cluster.fails("ls", 1, "ls: unrecognized option: full-time\nBusyBox v1.20");
    assertEquals(FailureReason.NO_TOOLS, reason(ArtefactKind.CRASH_LOG), "an old ls");
    scene.cluster.says("VM.flags", "1:\n-XX:HeapDumpPath=/dumps\n").lacks("cat");
    scene.cluster.says("ls", COREUTILS.formatted(7, 1, "java_pid1.hprof"));
    assertEquals(FailureReason.NO_TOOLS, reason(ArtefactKind.CRASH_HEAP_DUMP), "no cat");
  }

  @Test
  void a_folder_that_may_not_be_looked_into_is_not_one_without_a_dump() throws Exception {
    scene.cluster.fails("ls", 2, "ls: cannot open directory '/proc/1/cwd': Permission denied");
    Artefact.Failure failure = failure(ArtefactKind.CRASH_HEAP_DUMP);
    assertEquals(FailureReason.NO_TOOLS, failure.reason());
    assertTrue(failure.sentence().contains("Permission denied"), failure.sentence());
  }

  @Test
  void a_place_that_is_not_there_hides_no_other_one() throws Exception {
    String there = "/tmp:\n" + COREUTILS.formatted(7, 1, "hs_err_pid1.log");
    scene.cluster.on(
        "ls",
        request ->
            request.argv().contains("/proc")
                ? new ExecResult(0, "1\n", "")
                : new ExecResult(2, there, "ls: cannot access '/logs': No such file or directory"));
    assertEquals(FailureReason.DAMAGED, reason(ArtefactKind.CRASH_LOG), "found, and no log");
  }

  private List<String> lastLs() {
    return scene.cluster.commands.stream()
        .filter(argv -> argv.get(0).equals("ls"))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private FailureReason reason(ArtefactKind kind) throws InterruptedException {
    return failure(kind).reason();
  }

  private Artefact.Failure failure(ArtefactKind kind) throws InterruptedException {
    Optional<Artefact.Failure> failure = scene.capture(kind).get(0).failure();
    return failure.orElseThrow();
  }
}
