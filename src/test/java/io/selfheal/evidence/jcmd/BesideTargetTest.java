package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.EphemeralStatus.State;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.RunAs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way evidence takes out of an image without jcmd. */
class BesideTargetTest {
  private static final RunAs OWNER = new RunAs(1000, 1001);
  private static final RunAs ONLOOKER = new RunAs(65534, 65534);
  private static final String STATUS =
      """
      Name:\tjava
      Pid:\t1
      Uid:\t1000\t1000\t1000\t1000
      Gid:\t1001\t1001\t1001\t1001
      SigCgt:\t0000000101005ccd
      """;
  private static final String SEEN = "/proc/1/root" + Scene.POD_PATH;
  private static final byte[] DUMP = HprofBytes.random(new Random(1)).bytes();

  private final JoinedCluster cluster = new JoinedCluster();
  private final MemorySpool spool = new MemorySpool();
  private final ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();
  private Optional<String> image = Optional.of("jdk:25");

  @BeforeEach
  void aJdkBesideIt() {
    cluster.startedAt = clock.instant();
    cluster
        .joined
        .says("jcmd -l", Recording.exec("ephemeral-exec-jcmd-list").stdout())
        .says("ls", "1\n7\n")
        .says("status", STATUS)
        .says("Thread.print", Scene.threadDump())
        .says("GC.heap_info", Recording.exec("exec-heap-info").stdout())
        .says("VM.version", Recording.exec("exec-vm-version").stdout())
        .says("GC.heap_dump", Scene.created(DUMP.length))
        .says("JFR.check", "1:\nNo available recordings.\n")
        .says("rm", "")
        .says("cat", new String(DUMP, StandardCharsets.ISO_8859_1))
        .says("sha256sum", Scene.sha256(DUMP) + "  " + SEEN + "\n");
  }

  @Test
  void a_heap_dump_is_written_by_the_jvms_path_and_read_by_ours() throws Exception {
    cluster.said = Optional.of(OWNER);
    Artefact dump = capture(ArtefactKind.HEAP_DUMP);
    assertEquals(ArtefactState.VERIFIED, dump.state(), dump.toString());
    assertTrue(dump.satisfies(Verification.FULL));
    List<List<String>> ran = cluster.joined.commands;
    assertTrue(ran.contains(List.of("jcmd", "1", "GC.heap_dump", Scene.POD_PATH)), "" + ran);
    assertTrue(ran.contains(List.of("cat", SEEN)), "" + ran);
    assertTrue(ran.contains(List.of("rm", "-rf", SEEN, SEEN + ".p0")), "" + ran);
  }

  @Test
  void room_is_measured_where_the_jvm_writes_and_not_where_df_would_look() throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.joined.says("stat", "25 4096\n");
    Artefact.Failure failure = capture(ArtefactKind.HEAP_DUMP).failure().orElseThrow();
    assertEquals(FailureReason.NO_SPACE_IN_POD, failure.reason(), failure.sentence());
    List<String> stat = List.of("stat", "-f", "-c", "%a %S", "/proc/1/root/tmp");
    assertTrue(cluster.joined.commands.contains(stat), "" + cluster.joined.commands);
  }

  @Test
  void what_a_crashed_jvm_left_is_looked_for_in_the_targets_own_folders() throws Exception {
    cluster.said = Optional.of(OWNER);
    String log = "#\n# A fatal error has been detected by the Java Runtime Environment:\n\nEND.\n";
    String listing =
        "/proc/1/root/logs:\n"
            + "-rw-r--r-- 1 1000 1001 "
            + log.length()
            + " 2026-11-21 02:40:33 +0000 error-7.log\n";
    cluster
        .joined
        .says("VM.flags", "1:\n-XX:ErrorFile=/logs/error-%p.log\n")
        .on(
            "ls",
            request -> new ExecResult(0, request.argv().contains("/proc") ? "1\n7\n" : listing, ""))
        .says("cat", log)
        .says("sha256sum", Scene.sha256(log.getBytes(StandardCharsets.UTF_8)) + "  x\n");
    Artefact crash = capture(ArtefactKind.CRASH_LOG);
    assertTrue(crash.satisfies(Verification.FULL), crash::toString);
    List<String> places = List.of("/proc/1/root/logs", "/proc/1/cwd", "/proc/1/root/tmp");
    assertTrue(
        cluster.joined.commands.stream().anyMatch(argv -> argv.containsAll(places)),
        "" + cluster.joined.commands);
  }

  @Test
  void it_runs_as_the_process_of_the_target_itself_where_that_can_be_read() throws Exception {
    cluster.target.says("ls", "1\n").says("status", STATUS);
    cluster.said = Optional.of(new RunAs(5, 5));
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(List.of(OWNER), users());
  }

  @Test
  void it_runs_as_the_pod_says_where_the_image_has_nothing_to_read_with() throws Exception {
    cluster.said = Optional.of(new RunAs(5, 6));
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(List.of(new RunAs(5, 6)), users());
  }

  @Test
  void where_nothing_says_a_first_container_looks_and_a_second_attaches() throws Exception {
    assertEquals(ArtefactState.VERIFIED, capture(ArtefactKind.THREAD_DUMP).state());
    assertEquals(List.of(ONLOOKER, OWNER), users());
  }

  @Test
  void a_process_of_another_name_counts_as_the_jvms_user_when_it_is_the_first() throws Exception {
    cluster.joined.says("status", STATUS.replace("java", "start"));
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(List.of(ONLOOKER, OWNER), users());
  }

  @Test
  void a_user_that_nothing_tells_is_a_refusal_that_says_what_to_set() throws Exception {
    cluster.joined.lacks("ls").lacks("status");
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains("set runAsUser and runAsGroup"));
  }

  @Test
  void later_captures_use_the_same_container() throws Exception {
    cluster.said = Optional.of(OWNER);
    capture(ArtefactKind.THREAD_DUMP);
    capture(ArtefactKind.HEAP_DUMP);
    capture(ArtefactKind.FLIGHT_RECORDING);
    assertEquals(1, cluster.added.size());
    assertEquals("app", cluster.added.get(0).target());
    assertTrue(cluster.added.get(0).name().matches("self-heal-[0-9a-f]{8}-1"));
  }

  @Test
  void one_that_has_ended_or_may_end_too_soon_is_followed_by_another() throws Exception {
    cluster.said = Optional.of(OWNER);
    capture(ArtefactKind.THREAD_DUMP);
    clock.advance(CaptureConfig.DEFAULTS.longest().minusSeconds(1));
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(1, cluster.added.size());
    clock.advance(Duration.ofSeconds(1));
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(2, cluster.added.size());
    cluster.endAll();
    capture(ArtefactKind.THREAD_DUMP);
    assertEquals(3, cluster.added.stream().map(one -> one.name()).distinct().count());
  }

  @Test
  void it_lives_for_twice_the_longest_capture() throws Exception {
    cluster.said = Optional.of(OWNER);
    capture(ArtefactKind.THREAD_DUMP);
    long seconds = CaptureConfig.DEFAULTS.longest().toSeconds() * 2;
    assertEquals(List.of("sleep", "" + seconds), cluster.added.get(0).command());
  }

  @Test
  void a_pod_is_joined_nine_times_at_most() throws Exception {
    cluster.said = Optional.of(OWNER);
    for (int i = 0; i < 9; i++) {
      capture(ArtefactKind.THREAD_DUMP);
      cluster.endAll();
    }
    assertTrue(refused(ArtefactKind.THREAD_DUMP).contains("replace the pod"));
    assertEquals(9, cluster.added.size());
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NO_JCMD, Kubernetes 1.23",
    "FORBIDDEN, NO_JCMD, rbac/role-ephemeral.yaml",
    "BAD_REQUEST, NO_JCMD, the server's words",
    "TIMEOUT, TIMEOUT, the server's words",
    "UNREACHABLE, CLUSTER_UNREACHABLE, the server's words",
    "SERVER_ERROR, CLUSTER_UNREACHABLE, the server's words"
  })
  void a_container_that_may_not_join_is_a_failure_with_its_reason(
      ClusterException.Reason trouble, FailureReason reason, String words) throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.refusal = Optional.of(trouble);
    Artefact.Failure failure = capture(ArtefactKind.HEAP_DUMP).failure().orElseThrow();
    assertEquals(reason, failure.reason());
    assertTrue(failure.sentence().contains(words), failure.sentence());
  }

  @Test
  void a_pod_that_is_gone_when_it_is_to_be_joined_is_no_server_without_the_api() throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.refusal = Optional.of(ClusterException.Reason.NOT_FOUND);
    cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    cluster.nextPod(Optional.empty());
    assertEquals(
        FailureReason.TARGET_CHANGED,
        capture(ArtefactKind.HEAP_DUMP).failure().orElseThrow().reason());
  }

  @Test
  void without_an_image_in_the_configuration_nothing_joins_a_pod() throws Exception {
    image = Optional.empty();
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains("capture.toolsImage"));
    assertEquals(List.of(), cluster.added);
  }

  @Test
  void an_image_that_comes_not_in_time_is_a_failure_that_names_it() throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.becomes = State.WAITING;
    cluster.reason = "ImagePullBackOff";
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains("(ImagePullBackOff)"));
    assertEquals(ToolsConfig.DEFAULTS.timeout().toSeconds(), pauses.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ErrImageNeverPull", "InvalidImageName"})
  void what_waiting_does_not_mend_is_not_waited_for(String reason) throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.becomes = State.WAITING;
    cluster.reason = reason;
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains(reason));
    assertEquals(List.of(), pauses);
  }

  @Test
  void a_container_that_ends_at_once_is_not_waited_for() throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.becomes = State.ENDED;
    cluster.reason = "StartError";
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains("StartError"));
    assertEquals(List.of(), pauses);
  }

  @Test
  void an_image_of_jdk_17_cannot_attach_and_the_failure_says_what_can() throws Exception {
    cluster.said = Optional.of(OWNER);
    var recorded = Recording.exec("ephemeral-exec-jcmd17-cannot-attach");
    cluster.joined.on("Thread.print", request -> recorded);
    Artefact.Failure failure = capture(ArtefactKind.THREAD_DUMP).failure().orElseThrow();
    assertEquals(FailureReason.ATTACH_FAILED, failure.reason());
    assertTrue(failure.sentence().contains("JDK 25"), failure.sentence());
  }

  @Test
  void an_image_without_jcmd_for_the_tools_is_said_as_such() throws Exception {
    cluster.said = Optional.of(OWNER);
    cluster.joined.lacks("jcmd -l");
    assertTrue(refused(ArtefactKind.HEAP_DUMP).contains("capture.toolsImage has none either"));
  }

  @Test
  void an_image_with_jcmd_is_never_joined() throws Exception {
    cluster.target.says("jcmd -l", "1 Leaky\n").says("Thread.print", Scene.threadDump());
    assertEquals(ArtefactState.VERIFIED, capture(ArtefactKind.THREAD_DUMP).state());
    assertEquals(List.of(), cluster.added);
    assertFalse(cluster.execIn.stream().anyMatch(container -> !container.equals("app")));
  }

  @Test
  void another_container_of_the_same_pod_is_joined_by_another() throws Exception {
    cluster.said = Optional.of(OWNER);
    capture(ArtefactKind.THREAD_DUMP);
    image = Optional.of("jdk:26");
    capture(ArtefactKind.THREAD_DUMP);
    assertNotEquals(cluster.added.get(0).name(), cluster.added.get(1).name());
  }

  private List<RunAs> users() {
    return cluster.added.stream().map(one -> one.runAs()).toList();
  }

  private Artefact capture(ArtefactKind kind) throws InterruptedException {
    return new JcmdEvidence(cluster, spool, config(), clock, pauses::add)
        .capture(Scene.TARGET, Wanted.of(kind), "inc-1")
        .get(0);
  }

  private CaptureConfig config() {
    CaptureConfig defaults = CaptureConfig.DEFAULTS;
    return new CaptureConfig(
        defaults.podFolder(),
        new CaptureConfig.Compression(0, false),
        1,
        defaults.streamFor(),
        defaults.threadDumpTimeout(),
        defaults.classHistogramTimeout(),
        defaults.heapDumpTimeout(),
        defaults.transferTimeout(),
        new ToolsConfig(image, ToolsConfig.DEFAULTS.timeout()));
  }

  private String refused(ArtefactKind kind) throws InterruptedException {
    Artefact.Failure failure = capture(kind).failure().orElseThrow();
    assertEquals(FailureReason.NO_JCMD, failure.reason(), failure.sentence());
    return failure.sentence();
  }
}
