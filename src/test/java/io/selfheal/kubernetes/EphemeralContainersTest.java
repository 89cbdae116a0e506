package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.kubernetes.ClusterException.Reason;
import io.selfheal.kubernetes.EphemeralStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EphemeralContainersTest extends StubbedApi {
  private static final String PATH = "/api/v1/namespaces/rec/pods/bare/ephemeralcontainers";
  private static final PodRef BARE =
      new PodRef("rec", "bare", "7a7bbf01-e529-4171-9e0d-fa375d74e4de");
  private static final RunAs OWNER = new RunAs(1000, 1000);

  @Test
  void the_request_is_the_recorded_one_and_what_the_level_restricted_asks_for() throws Exception {
    Recording recorded = Recording.load("ephemeral-container-patch");
    server.play(recorded);
    cluster.addEphemeralContainer(BARE, container(OWNER));
    RecordedRequest request = server.request();
    assertEquals(
        recorded.root().at("/request/contentType").asText(),
        request.getHeaders().get("Content-Type").replaceFirst(";.*", ""));
    JsonNode sent = sent(request);
    JsonNode expected = recorded.root().at("/request/body/spec/ephemeralContainers/0");
    for (String field : List.of("name", "image", "command", "targetContainerName")) {
      assertEquals(expected.get(field), sent.get(field), field);
    }
    assertEquals(
        new ObjectMapper()
            .readTree(
                """
                {"runAsUser": 1000, "runAsGroup": 1000, "runAsNonRoot": true,
                 "allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]},
                 "seccompProfile": {"type": "RuntimeDefault"}}
                """),
        sent.get("securityContext"));
  }

  @Test
  void another_pod_of_that_name_is_kept_away_by_the_uid() throws Exception {
    server.play(Recording.load("ephemeral-container-patch"));
    cluster.addEphemeralContainer(BARE, container(OWNER));
    JsonNode body = new ObjectMapper().readTree(server.request().getBody().utf8());
    assertEquals(BARE.uid(), body.at("/metadata/uid").asText());
  }

  /** Tried on this kernel: without the target's capabilities its root folder stays closed. */
  @Test
  void beside_root_it_has_the_usual_capabilities_and_no_more() throws Exception {
    server.play(Recording.load("ephemeral-container-patch"));
    cluster.addEphemeralContainer(BARE, container(new RunAs(0, 0)));
    JsonNode context = sent(server.request()).get("securityContext");
    assertFalse(context.has("capabilities") || context.has("runAsNonRoot"), context.toString());
    assertFalse(context.has("privileged") || context.get("allowPrivilegeEscalation").asBoolean());
  }

  @Test
  void a_name_that_is_taken_by_another_is_refused_in_the_servers_words() {
    server.play(Recording.load("ephemeral-container-patch-same-name-again"));
    ClusterException refused = refused();
    assertEquals(Reason.BAD_REQUEST, refused.reason());
    assertTrue(refused.getMessage().contains("may not be changed"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"403, FORBIDDEN", "404, NOT_FOUND", "500, SERVER_ERROR"})
  void other_refusals_have_their_reason(int status, Reason reason) {
    server.answer("PATCH", PATH, status, "{\"kind\":\"Status\",\"message\":\"no\"}");
    assertEquals(reason, refused().reason());
  }

  @Test
  void one_that_was_just_added_waits() throws Exception {
    assertEquals(
        new EphemeralStatus("dump-25", State.WAITING, "", Optional.empty(), ""),
        status("ephemeral-container-patch", "dump-25"));
  }

  @Test
  void one_that_runs_has_its_id_and_is_not_among_the_pods_own() throws Exception {
    EphemeralStatus running = status("ephemeral-container-running", "dump-25");
    assertEquals(State.RUNNING, running.state());
    assertEquals(Optional.of(Instant.parse("2026-11-21T00:58:30Z")), running.startedAt());
    assertTrue(running.containerId().startsWith("containerd://c303b24397b6"));
    Pod pod = cluster.pod("rec", "bare").orElseThrow();
    assertEquals(List.of("app"), pod.containers().stream().map(Container::name).toList());
  }

  @Test
  void one_whose_image_is_missing_waits_and_says_for_what() throws Exception {
    EphemeralStatus waiting = status("ephemeral-image-missing-status", "no-image");
    assertEquals(State.WAITING, waiting.state());
    assertEquals("ContainerCreating", waiting.reason());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "{}; {}; -",
        "{\"runAsUser\":7}; {}; -",
        "{\"runAsUser\":7,\"runAsGroup\":8}; {}; 7:8",
        "{\"runAsUser\":7}; {\"runAsGroup\":8}; 7:8",
        "{}; {\"runAsUser\":7,\"runAsGroup\":8}; 7:8",
        "{\"runAsUser\":5}; {\"runAsUser\":7,\"runAsGroup\":8}; 5:8"
      },
      delimiter = ';')
  void a_container_runs_as_it_says_or_else_as_its_pod_says(String own, String pods, String runAs)
      throws Exception {
    String pod =
        """
        {"metadata": {"name": "bare"}, "spec": {"securityContext": %s, "containers": [
          {"name": "app", "securityContext": %s}]}}
        """;
    server.answer("GET", "/api/v1/namespaces/rec/pods/bare", 200, pod.formatted(pods, own));
    Container app = cluster.pod("rec", "bare").orElseThrow().container("app").orElseThrow();
    assertEquals(Optional.ofNullable(runAs), app.runAs().map(RunAs::toString));
  }

  private EphemeralStatus status(String recording, String name) throws Exception {
    String body = Recording.load(recording).body();
    server.answer("GET", "/api/v1/namespaces/rec/pods/bare", 200, body);
    return cluster.pod("rec", "bare").orElseThrow().ephemeral(name).orElseThrow();
  }

  private ClusterException refused() {
    return assertThrows(
        ClusterException.class, () -> cluster.addEphemeralContainer(BARE, container(OWNER)));
  }

  private static JsonNode sent(RecordedRequest request) throws Exception {
    return new ObjectMapper().readTree(request.getBody().utf8()).at("/spec/ephemeralContainers/0");
  }

  private static EphemeralContainer container(RunAs runAs) {
    return new EphemeralContainer(
        "dump-25", "docker.io/lab/jdk25:1", List.of("sleep", "600"), "app", runAs);
  }
}
