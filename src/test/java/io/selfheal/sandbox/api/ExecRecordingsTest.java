package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.kubernetes.PodRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays the recorded execs: same upgrade or refusal, same channels, same last word, same close. */
class ExecRecordingsTest {
  private static final RecordedCluster WORLD = new RecordedCluster();
  private static final int RECORDED_CHARACTERS = 400;

  @BeforeAll
  static void start() throws Exception {
    WORLD.pending("pending");
    WORLD.bare("plain");
    WORLD.withoutJcmd("bare");
    WORLD.withTwoContainers("two");
    WORLD.completed("done");
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec-success-v4",
        "exec-success-v5",
        "exec-nonzero-exit-v4",
        "exec-nonzero-exit-v5",
        "exec-command-not-found-v4",
        "exec-command-not-found-v5",
        "exec-pod-completed",
        "exec-pod-pending",
        "exec-heap-dump-gz",
        "exec-heap-dump-file-exists",
        "exec-no-such-pid",
        "exec-vm-version",
        "exec-heap-info",
        "exec-class-histogram",
        "exec-df"
      })
  void a_command(String name) throws Exception {
    Recording recording = Recording.load(name, Map.of());
    assertSameExec(recording, play(recording));
  }

  @Test
  void a_heap_dump_its_size_and_its_hash() throws Exception {
    for (String name : List.of("exec-heap-dump", "exec-stat-size", "exec-sha256")) {
      Recording recording = Recording.load(name, Map.of());
      assertSameExec(recording, play(recording));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exec-container-not-in-pod", "exec-container-required", "exec-pod-missing"})
  void a_refusal_before_the_upgrade(String name) throws Exception {
    assertSameRefusal(Recording.load(name, Map.of()));
  }

  @Test
  void a_forbidden_exec() throws Exception {
    WORLD.server().access().forbid("get", "pods/exec");
    try {
      Map<String, String> names = RecordedCluster.renamed("nobody", new PodRef("", "nobody", ""));
      assertSameRefusal(Recording.load("exec-forbidden", names));
    } finally {
      WORLD.server().access().allow("get", "pods/exec");
    }
  }

  @Test
  void large_output_comes_in_frames_of_32_KiB_at_most() throws Exception {
    WORLD.bare("large");
    int most =
        Recording.load("exec-cat-20MB-frames", Map.of()).frames().stream()
            .mapToInt(frame -> frame.get("bytes").asInt())
            .max()
            .orElseThrow();
    WORLD.exec("large", "jcmd", "1", "GC.heap_dump", "/tmp/x");
    ExecCall call = WORLD.exec("large", "cat", "/tmp/x");
    assertEquals(
        most + 1, call.frames().stream().mapToInt(frame -> frame.length).max().orElseThrow());
  }

  @Test
  void a_pod_that_is_deleted_while_a_command_runs() throws Exception {
    PodRef pod = WORLD.bare("victim");
    Recording recording = Recording.load("exec-pod-deleted-mid-stream", Map.of());
    ExecCall call = ExecCall.open(WORLD.server(), pod.toString(), "tail", "-f", "/etc/passwd");
    call.awaitFrames(2);
    WORLD.delete(pod);
    assertEquals(recording.text(3), call.await().text(3));
    assertEquals(1000, call.closeCode());
  }

  private static ExecCall play(Recording recording) throws Exception {
    return play(WORLD, recording);
  }

  static ExecCall play(RecordedCluster world, Recording recording) throws Exception {
    return ExecCall.open(world.server().url(), recording.path(), recording.protocols()).await();
  }

  static void assertSameExec(Recording recording, ExecCall call) {
    JsonNode last = recording.frames().get(recording.frames().size() - 1);
    assertAll(
        recording.name(),
        () -> assertEquals(recording.root().at("/response/protocol").asText(), call.protocol()),
        () -> assertEquals(1, call.frames().get(0).length, "the first frame is an empty one"),
        () -> assertEquals(1, call.frames().get(0)[0]),
        () -> assertEquals(recording.channels(), channels(call)),
        () -> assertEquals(last.get("bytes").asInt(), call.bytes(3).length),
        () -> assertEquals(3, call.frames().get(call.frames().size() - 1)[0]),
        () -> assertEquals(told(recording.text(3)), told(call.text(3))),
        () -> assertEquals(firstLines(recording.text(1)), firstLines(call.text(1))),
        () -> assertEquals(firstLines(recording.text(2)), firstLines(call.text(2))),
        () -> assertEquals(1000, call.closeCode()),
        () -> assertEquals("", call.closeReason()));
  }

  private static Set<Integer> channels(ExecCall call) {
    Set<Integer> channels = new TreeSet<>();
    call.frames().forEach(frame -> channels.add((int) frame[0]));
    return channels;
  }

  private static String told(String status) {
    String cut = status.substring(0, Math.min(status.length(), RECORDED_CHARACTERS));
    return cut.replaceAll("[0-9a-f]{64}", "ID");
  }

  /** Two lines in any order, without what differs from one JVM and one machine to the next. */
  private static String firstLines(String text) {
    return text.lines().limit(2).map(ExecRecordingsTest::general).sorted().toList().toString();
  }

  private static String general(String line) {
    return line.replaceAll("[0-9a-f]{64}", "HASH")
        .replaceAll("OpenJDK.*|garbage-first heap .*|def new generation .*", "JVM")
        .replace("io.selfheal.sandbox.Patient", "Leaky")
        .replaceAll("^\\S+ .*%.*", "FILESYSTEM")
        .replaceAll("\\d+", "N")
        .replaceAll("^\tat .*", "FRAME");
  }

  private static void assertSameRefusal(Recording recording) throws Exception {
    Request request =
        new Request.Builder()
            .url(WORLD.server().url() + recording.path())
            .header("Authorization", "Bearer " + RecordedCluster.TOKEN)
            .header("Connection", "Upgrade")
            .header("Upgrade", "websocket")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
            .header("Sec-WebSocket-Protocol", String.join(", ", recording.protocols()))
            .build();
    try (Response answer = new OkHttpClient().newCall(request).execute()) {
      assertEquals(recording.status(), answer.code());
      assertEquals(recording.contentType(), answer.header("content-type"));
      assertEquals(recording.body(), Recording.parse(answer.body().string()));
    }
  }
}
