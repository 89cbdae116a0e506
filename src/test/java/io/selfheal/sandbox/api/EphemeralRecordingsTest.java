package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.cluster.SandboxImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Lets containers join a pod in the recorded order, and wants the recorded answers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EphemeralRecordingsTest {
  private static final RecordedCluster WORLD = new RecordedCluster();
  private static final String UID = "7a7bbf01-e529-4171-9e0d-fa375d74e4de";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TEXT_OF_ITS_OWN = "\n@@";

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    PodRef pod = WORLD.withoutAnything("bare");
    NAMES.put("docker.io/lab/jdk25:1", SandboxImage.JDK.name());
    NAMES.put(UID, pod.uid());
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  @Order(1)
  void a_container_joins_and_runs() throws Exception {
    assertSameShape("ephemeral-container-patch");
    assertSameShape("ephemeral-container-running");
  }

  @Test
  @Order(2)
  void what_it_executes_reaches_the_jvm_and_its_files() throws Exception {
    for (String name : List.of("jcmd-list", "thread-print", "heap-dump", "sha256")) {
      assertSameExec(name);
    }
    Recording listed = Recording.load("ephemeral-exec-read-through-proc-root", NAMES);
    String line = "-rw------- 1 \\S+ \\S+ \\d+ .* /proc/1/root/tmp/rec.hprof\n";
    String ours = ExecRecordingsTest.play(WORLD, listed).text(1);
    assertTrue(listed.text(1).matches(line) && ours.matches(line), ours);
    assertSameExec("remove");
    assertSameExec("sigquit");
  }

  @Test
  @Order(3)
  void after_the_signal_the_threads_are_in_the_pods_log() throws Exception {
    HttpResponse<String> log = log();
    for (int i = 0; i < 500 && !log.body().contains("\nHeap\n"); i++) {
      Thread.onSpinWait();
      log = log();
    }
    JsonNode recorded = Recording.load("pod-log-after-sigquit", NAMES).body();
    for (String line : List.of("JNI global refs: ", "\nHeap\n")) {
      assertTrue(log.body().contains(line) && recorded.asText().contains(line), log.body());
    }
  }

  @Test
  @Order(4)
  void its_name_is_not_given_again() throws Exception {
    Recording recording = Recording.load("ephemeral-container-patch-same-name-again", NAMES);
    HttpResponse<String> answer = play(recording);
    assertEquals(recording.status(), answer.statusCode());
    JsonNode body = Recording.parse(answer.body());
    for (String field : List.of("/reason", "/code", "/details/name", "/details/causes/0/field")) {
      assertEquals(recording.body().at(field), body.at(field), field);
    }
    assertEquals(start(recording.body().at("/message")), start(body.at("/message")));
    assertEquals(
        start(recording.body().at("/details/causes/0/message")),
        start(body.at("/details/causes/0/message")));
  }

  @Test
  @Order(5)
  void the_same_once_more_changes_nothing() throws Exception {
    String before = WORLD.cluster().documents().pod("rec", "bare").path("spec").toString();
    assertSameShape("ephemeral-container-patch");
    assertEquals(before, WORLD.cluster().documents().pod("rec", "bare").path("spec").toString());
  }

  @Test
  @Order(6)
  void another_group_is_denied_the_files() throws Exception {
    patch("wrong-gid", "{\"runAsUser\": 1000}", SandboxImage.JDK.name());
    assertSameExec("other-gid-proc-root-denied");
    ExecCall jcmd = exec("wrong-gid", "jcmd", "1", "Thread.print");
    assertTrue(jcmd.text(2).contains("AttachNotSupportedException"), jcmd.text(2));
    assertTrue(exec("wrong-gid", "kill", "-QUIT", "1").text(2).contains("not permitted"));
  }

  @Test
  @Order(7)
  void another_group_may_still_see_whom_the_jvm_runs_as() throws Exception {
    String status = exec("wrong-gid", "cat", "/proc/1/status").text(1);
    assertTrue(status.contains("Uid:\t1000\t1000") && status.contains("Gid:\t1000\t"), status);
    assertEquals("1\n", exec("wrong-gid", "ls", "/proc").text(1));
  }

  @Test
  @Order(8)
  void an_image_that_is_missing_is_waited_for() throws Exception {
    assertSameShape("ephemeral-image-missing");
    assertEquals("ErrImageNeverPull", state("no-image").at("/waiting/reason").asText());
    assertTrue(exec("no-image", "ls", "/").text(3).contains("container not found"));
  }

  @Test
  @Order(9)
  void a_namesake_of_another_uid_is_not_joined() throws Exception {
    String body = "{\"metadata\":{\"uid\":\"another\"},\"spec\":{\"ephemeralContainers\":[]}}";
    assertEquals(422, send(body).statusCode());
  }

  @Test
  @Order(10)
  void one_ends_with_its_command() throws Exception {
    patch("short", "{}", SandboxImage.JDK.name(), "sleep", "0");
    JsonNode state = state("short");
    for (int i = 0; i < 100_000 && state.has("running"); i++) {
      state = state("short");
    }
    assertEquals("Completed", state.at("/terminated/reason").asText(), state.toString());
  }

  private static JsonNode state(String container) {
    JsonNode pod = WORLD.cluster().documents().pod("rec", "bare");
    for (JsonNode status : pod.at("/status/ephemeralContainerStatuses")) {
      if (status.path("name").asText().equals(container)) {
        return status.path("state");
      }
    }
    throw new AssertionError(container + " has no status");
  }

  private static String start(JsonNode message) {
    return message.asText().split(TEXT_OF_ITS_OWN, 2)[0].strip();
  }

  private static void assertSameShape(String name) throws Exception {
    Recording recording = Recording.load(name, NAMES);
    HttpResponse<String> answer = play(recording);
    assertEquals(recording.status(), answer.statusCode(), answer.body());
    List<String> missing = new ArrayList<>();
    Shape.compare("", recording.body(), Recording.parse(answer.body()), missing);
    assertEquals(List.of(), missing, name);
  }

  private static void assertSameExec(String name) throws Exception {
    Recording recording = Recording.load("ephemeral-exec-" + name, NAMES);
    ExecRecordingsTest.assertSameExec(recording, ExecRecordingsTest.play(WORLD, recording));
  }

  private static ExecCall exec(String container, String... argv) throws Exception {
    return ExecCall.open(WORLD.server(), "rec/bare", container, argv).await();
  }

  private static void patch(String name, String securityContext, String image, String... command)
      throws Exception {
    String argv = command.length == 0 ? "\"sleep\",\"600\"" : "\"sleep\",\"0\"";
    String body =
        """
        {"spec":{"ephemeralContainers":[{"name":"%s","image":"%s","imagePullPolicy":"Never",
         "command":[%s],"targetContainerName":"app","securityContext":%s}]}}
        """;
    assertEquals(200, send(body.formatted(name, image, argv, securityContext)).statusCode());
  }

  private static HttpResponse<String> send(String body) throws Exception {
    return send("PATCH", "/api/v1/namespaces/rec/pods/bare/ephemeralcontainers", body);
  }

  private static HttpResponse<String> log() throws Exception {
    return play(Recording.load("pod-log-after-sigquit", NAMES));
  }

  private static HttpResponse<String> play(Recording recording) throws Exception {
    return send(recording.method(), recording.path(), recording.requestBody());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(WORLD.server().url() + path))
            .header("Authorization", "Bearer " + RecordedCluster.TOKEN)
            .header("Content-Type", "application/strategic-merge-patch+json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
