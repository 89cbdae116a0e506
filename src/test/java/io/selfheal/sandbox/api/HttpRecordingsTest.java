package io.selfheal.sandbox.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.Patient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays what a real Kubernetes 1.34 was asked, and wants the same answers. */
class HttpRecordingsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String WEB = "web-58fb65d9c7-j7lhr";
  private static final String FREE = "free-6f459b6565-mwnqs";

  private final RecordedCluster world = new RecordedCluster();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pod-get-missing", "evict-missing"})
  void a_missing_pod(String recording) throws Exception {
    assertSameStatus(Recording.load(recording, Map.of()), RecordedCluster.TOKEN);
  }

  @Test
  void a_wrong_token() throws Exception {
    assertSameStatus(Recording.load("unauthorized", Map.of()), "another");
  }

  @Test
  void a_forbidden_deletion() throws Exception {
    world.server().access().forbid("delete", "pods");
    PodRef plain = world.bare("plain");
    Map<String, String> names = RecordedCluster.renamed("plain", plain);
    assertSameStatus(Recording.load("pod-delete-forbidden", names), RecordedCluster.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evict-refused-by-budget", "evict-dry-run"})
  void an_eviction_that_the_budget_refuses(String recording) throws Exception {
    Map<String, String> names = RecordedCluster.renamed(WEB, world.deployed("web", 2));
    world.budget("web", "web", 2);
    assertSameStatus(Recording.load(recording, names), RecordedCluster.TOKEN);
  }

  @Test
  void an_eviction_under_two_budgets() throws Exception {
    Map<String, String> names = RecordedCluster.renamed(WEB, world.deployed("web", 1));
    world.budget("one", "web", 0);
    world.budget("two", "web", 0);
    assertSameStatus(Recording.load("evict-two-budgets", names), RecordedCluster.TOKEN);
  }

  @Test
  void an_eviction_and_the_same_again_while_the_pod_terminates() throws Exception {
    Map<String, String> names = RecordedCluster.renamed(FREE, world.deployed("free", 1));
    assertSameStatus(Recording.load("evict-wrong-uid", names), RecordedCluster.TOKEN);
    assertSameStatus(Recording.load("evict-ok", names), RecordedCluster.TOKEN);
    assertSameStatus(Recording.load("evict-again-while-terminating", names), RecordedCluster.TOKEN);
  }

  @Test
  void a_deletion_and_the_same_again_while_the_pod_terminates() throws Exception {
    Map<String, String> names =
        RecordedCluster.renamed("plain", world.bare("plain", Patient.LINGERS));
    assertSameStatus(Recording.load("pod-delete-wrong-uid", names), RecordedCluster.TOKEN);
    assertSameShape(Recording.load("pod-delete-ok", names));
    assertSameShape(Recording.load("pod-delete-again-while-terminating", names));
  }

  @Test
  void a_body_without_a_length_gets_lost_and_its_precondition_with_it() throws Exception {
    world.bare("plain", Patient.LINGERS);
    byte[] body = Recording.load("pod-delete-wrong-uid", Map.of()).requestBody().getBytes(UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(world.server().url() + "/api/v1/namespaces/rec/pods/plain"))
            .header("Authorization", "Bearer " + RecordedCluster.TOKEN)
            .method("DELETE", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    assertEquals(200, CLIENT.send(request, BodyHandlers.discarding()).statusCode());
  }

  @Test
  void pods_of_every_phase() throws Exception {
    Map<String, String> names = RecordedCluster.renamed("plain", world.bare("plain"));
    world.completed("done");
    world.pending("pending");
    assertSameShape(Recording.load("pod-get-running", names));
    assertSameShape(Recording.load("pod-get-completed", Map.of()));
    assertSameShape(Recording.load("pod-get-pending", Map.of()));
    assertSameShape(Recording.load("events-of-pod", Map.of()));
  }

  @Test
  void a_deployment_its_replica_set_and_its_pods() throws Exception {
    PodRef pod = world.deployed("web", 2);
    String replicaSet = pod.name().substring(0, pod.name().lastIndexOf('-'));
    assertSameShape(Recording.load("pods-list-by-label", Map.of()));
    assertSameShape(Recording.load("deployment-get", Map.of()));
    assertSameShape(Recording.load("replicaset-get", Map.of("web-58fb65d9c7", replicaSet)));
  }

  @Test
  void logs() throws Exception {
    Map<String, String> names = RecordedCluster.renamed("plain", world.bare("plain"));
    assertSameStatus(Recording.load("pod-log-previous-missing", names), RecordedCluster.TOKEN);
    Recording tail = Recording.load("pod-log-tail", names);
    HttpResponse<String> answer = play(tail, RecordedCluster.TOKEN);
    assertEquals(tail.contentType(), contentType(answer));
    String line = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z READY entries=\\d+.*\n";
    assertTrue(tail.body().asText().matches(line) && answer.body().matches(line), answer.body());
  }

  @Test
  void the_version_and_the_review_of_access() throws Exception {
    assertSameShape(Recording.load("version", Map.of()));
    world.server().access().forbid("create", "pods/exec");
    Recording review = Recording.load("self-subject-access-review", Map.of());
    assertSameShape(review);
    JsonNode body = Recording.parse(play(review, RecordedCluster.TOKEN).body());
    assertEquals(review.body().get("status"), body.get("status"));
  }

  private void assertSameStatus(Recording recording, String token) throws Exception {
    HttpResponse<String> answer = play(recording, token);
    assertAll(
        recording.name(),
        () -> assertEquals(recording.status(), answer.statusCode()),
        () -> assertEquals(recording.contentType(), contentType(answer)),
        () -> assertEquals(recording.body(), Recording.parse(answer.body())));
  }

  private void assertSameShape(Recording recording) throws Exception {
    HttpResponse<String> answer = play(recording, RecordedCluster.TOKEN);
    assertEquals(recording.status(), answer.statusCode(), answer.body());
    assertEquals(recording.contentType(), contentType(answer));
    JsonNode body = Recording.parse(answer.body());
    List<String> missing = new ArrayList<>();
    Shape.compare("", recording.body(), body, missing);
    assertEquals(List.of(), missing, recording.name());
  }

  private HttpResponse<String> play(Recording recording, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.server().url() + recording.path()))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(recording.method(), BodyPublishers.ofString(recording.requestBody()))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String contentType(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("");
  }
}
