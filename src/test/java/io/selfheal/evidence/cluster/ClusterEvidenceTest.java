package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.ClusterException.Reason;
import io.selfheal.kubernetes.LogRequest.Run;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of each answer, in the real spool. */
class ClusterEvidenceTest {
  private static final String INCIDENT = "inc-1";
  private static final String POD = Recorded.body("pod-get-running").toString();

  private static final String RUNNING =
      """
      {"metadata": {"namespace": "rec", "name": "plain", "uid": "%s"},
       "spec": {"containers": [{"name": "app"}]},
       "status": {"containerStatuses": [{"name": "app", "containerID": "containerd://aaa",
         "state": {"running": {"startedAt": "2026-11-21T00:41:32Z"}}}]}}
      """
          .formatted(StubCluster.TARGET.pod().uid());

  @TempDir Path folder;
  private final StubCluster stub = new StubCluster();

  @Test
  void an_artefact_is_what_lies_in_the_spool() throws Exception {
    stub.prints("line 1\nline 2\n");
    Artefact artefact = capture(ArtefactKind.LOG);
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals("line 1\nline 2\n", spooled("log.txt"));
    assertTrue(spool(1 << 20).holds(INCIDENT, "log.txt", artefact.content().orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "POD, podDocument, pod.yaml",
    "EVENTS, events, events.txt",
    "CONTAINER_METRICS, podMetrics, container-metrics.yaml",
    "LOG, log, log.txt",
    "PREVIOUS_LOG, log, previous-log.txt"
  })
  void a_right_that_is_missing_is_a_failed_artefact(
      ArtefactKind kind, String question, String fileName) throws Exception {
    stub.fails(question, Reason.FORBIDDEN);
    Artefact artefact = capture(kind);
    assertEquals(FailureReason.FORBIDDEN, reason(artefact));
    assertEquals(fileName, artefact.fileName());
    String sentence = artefact.failure().orElseThrow().sentence();
    String start = "Cannot take the " + kind.slug().replace('-', ' ') + " of rec/plain: ";
    assertTrue(sentence.startsWith(start + "the API server says"), sentence);
    assertFalse(Files.exists(folder.resolve(INCIDENT).resolve(fileName)));
  }

  @Test
  void a_log_of_a_container_that_was_restarted_meanwhile_is_thrown_away() throws Exception {
    stub.prints("line\n").restartsDuring("log");
    assertEquals(FailureReason.TARGET_CHANGED, reason(capture(ArtefactKind.LOG)));
    assertFalse(Files.exists(folder.resolve(INCIDENT).resolve("log.txt")));
  }

  @Test
  void nothing_is_asked_of_a_container_that_was_restarted_before() throws Exception {
    stub.says("podDocument", POD).restartsDuring("podDocument");
    capture(ArtefactKind.POD);
    assertEquals(FailureReason.TARGET_CHANGED, reason(capture(ArtefactKind.LOG)));
  }

  @Test
  void the_previous_log_is_asked_for_as_such() throws Exception {
    stub.printed(Run.PREVIOUS, "it ended\n");
    assertTrue(capture(ArtefactKind.PREVIOUS_LOG).satisfies(Verification.FULL));
    assertEquals("it ended\n", spooled("previous-log.txt"));
  }

  @Test
  void a_previous_log_that_never_was_is_missed_by_no_rule() throws Exception {
    stub.printed(Run.CURRENT, "it runs\n");
    Artefact artefact = capture(ArtefactKind.PREVIOUS_LOG);
    assertEquals(FailureReason.NO_PREVIOUS_LOG, reason(artefact));
    assertTrue(artefact.neverWas() && artefact.satisfies(Verification.FULL));
  }

  @Test
  void what_the_node_says_in_place_of_a_log_is_none() throws Exception {
    stub.prints("unable to retrieve container logs for containerd://b91ca08d41b0");
    Artefact artefact = capture(ArtefactKind.LOG);
    assertEquals(FailureReason.CLUSTER_UNREACHABLE, reason(artefact));
    assertFalse(artefact.satisfies(Verification.STRUCTURE));
  }

  @Test
  void a_log_that_quotes_those_words_is_one() throws Exception {
    stub.prints("unable to retrieve container logs for containerd://b91ca08d41b0\nretrying\n");
    assertTrue(capture(ArtefactKind.LOG).satisfies(Verification.FULL));
  }

  @Test
  void a_log_without_a_line_says_so() throws Exception {
    stub.prints("");
    assertTrue(capture(ArtefactKind.LOG).satisfies(Verification.FULL));
    assertEquals("The node keeps no line of container app of pod rec/plain.\n", spooled("log.txt"));
  }

  @Test
  void a_full_spool_is_a_failure_and_not_an_exception() throws Exception {
    stub.prints("line 1\nline 2\n");
    assertEquals(FailureReason.NO_SPACE_IN_SPOOL, reason(capture(ArtefactKind.LOG, 5)));
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_DUMP", "CLASS_HISTOGRAM", "HEAP_DUMP"})
  void what_only_the_jvm_knows_is_not_asked_here(ArtefactKind kind) {
    assertThrows(IllegalArgumentException.class, () -> capture(kind));
  }

  @ParameterizedTest
  @EnumSource(names = {"POD", "EVENTS", "LOG", "PREVIOUS_LOG", "CONTAINER_METRICS"})
  void its_provenance_is_the_request_that_the_server_was_sent(ArtefactKind kind) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    Artefact artefact = capture(kind, asked);
    List<String> told = artefact.provenance().orElseThrow().commands();
    assertEquals(1, told.size());
    assertTrue(asked.contains(told.get(0)), () -> told + " is not among " + asked);
  }

  /** By a server that knows one pod and answers nothing else. */
  private Artefact capture(ArtefactKind kind, List<String> asked) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(new OnePod(asked));
      server.start();
      ClusterConfig config =
          new ClusterConfig(
              Optional.empty(),
              Optional.of(URI.create("http://localhost:" + server.getPort())),
              Optional.empty(),
              Optional.empty(),
              Duration.ofSeconds(10));
      try (Cluster cluster = ApiServerCluster.connect(config)) {
        return capture(cluster, kind, 1 << 20);
      }
    }
  }

  private static final class OnePod extends Dispatcher {
    private final List<String> asked;

    OnePod(List<String> asked) {
      this.asked = asked;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      asked.add(request.getMethod() + " " + request.getTarget());
      boolean pod = request.getTarget().endsWith("/pods/plain");
      return new MockResponse.Builder()
          .addHeader("Content-Type", "application/json")
          .body(pod ? RUNNING : "{\"gitVersion\":\"v1.34.0\"}")
          .build();
    }
  }

  private Artefact capture(ArtefactKind kind) throws Exception {
    return capture(kind, 1 << 20);
  }

  private Artefact capture(ArtefactKind kind, long quota) throws Exception {
    return capture(stub.cluster(), kind, quota);
  }

  private Artefact capture(Cluster cluster, ArtefactKind kind, long quota) throws Exception {
    return new ClusterEvidence(cluster, spool(quota), LogConfig.DEFAULTS, Clock.systemUTC())
        .capture(StubCluster.TARGET, Wanted.of(kind), INCIDENT)
        .get(0);
  }

  private LocalSpool spool(long quota) throws Exception {
    return LocalSpool.open(new SpoolConfig(folder, quota, true));
  }

  private String spooled(String fileName) throws Exception {
    return Files.readString(folder.resolve(INCIDENT).resolve(fileName));
  }

  private static FailureReason reason(Artefact artefact) {
    return artefact.failure().orElseThrow().reason();
  }
}
