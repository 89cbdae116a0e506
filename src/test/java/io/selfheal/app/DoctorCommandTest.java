package io.selfheal.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on what the sandbox has, with one thing broken at a time. */
class DoctorCommandTest {
  private static final String TOKEN = "hush-kubernetes";
  private static final String CONFIG =
      """
      namespaces: [shop]
      listen: { host: 127.0.0.1, bearerTokenFiles: ["%1$s/alerts"] }
      kubernetes: { server: "%2$s", tokenFile: "%1$s/token" }
      ledger: { file: "%1$s/ledger/ledger.db" }
      spool: { folder: "%1$s/spool", quota: 1MiB }
      store: { folder: "%1$s/store" }
      """;
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { alertname: { contains: heap } }
          capture: [thread-dump]
          then: terminate
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SandboxCluster cluster = new SandboxCluster(Clock.systemUTC());
  private final SandboxApiServer kubernetes = new SandboxApiServer(cluster, Optional.of(TOKEN));
  private Clock clock = Clock.systemUTC();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    configure(CONFIG);
  }

  @AfterEach
  void close() {
    kubernetes.close();
    cluster.close();
  }

  @Test
  void finds_nothing_where_all_is_well() {
    assertEquals(0, examine(), this::printed);
    assertFalse(printed().contains("failed"), printed());
    assertFalse(printed().contains("warning"), printed());
    assertSaid("ok       kubernetes: The API server answers: v1.34.0+sandbox");
    assertSaid("ok       rights in shop: All 15 rights are given");
  }

  @Test
  void says_each_mistake_of_the_configuration_and_looks_at_nothing_else() throws IOException {
    configure(CONFIG + "namespace: [shop]\n");
    assertEquals(1, examine());
    assertSaid("failed   config: ");
    assertSaid("did you mean namespaces?");
    assertSaid("skipped  all else: ");
  }

  @Test
  void an_array_for_programs_has_the_same_findings() throws IOException {
    kubernetes.access().forbid("create", "pods/eviction");
    assertEquals(1, examine("--json"));
    List<String> failed = new ArrayList<>();
    for (JsonNode finding : new ObjectMapper().readTree(printed())) {
      if (finding.path("state").asText().equals("failed")) {
        failed.add(finding.path("check").asText() + "|" + finding.path("mend").asText());
      }
    }
    assertEquals(
        List.of("rights in shop|kubectl -n shop apply -f rbac/role.yaml -f rbac/rolebinding.yaml"),
        failed);
  }

  @Test
  void a_right_that_is_missing_is_named_with_what_needs_it() {
    kubernetes.access().forbid("get", "deployments");
    assertEquals(1, examine());
    assertSaid("failed   rights in shop: We may not get deployments.apps, which serves: gates");
  }

  @Test
  void rights_that_it_can_do_without_are_warnings() {
    kubernetes.access().forbid("get", "pods.metrics.k8s.io");
    kubernetes.access().forbid("create", "pods/exec");
    kubernetes.access().forbid("list", "nodes");
    assertEquals(0, examine(), this::printed);
    assertSaid("warning  rights in shop: We may not get pods.metrics.k8s.io");
    assertSaid("warning  rights in shop: We may not create pods/exec");
    assertSaid("warning  rights in the cluster: We may not list nodes");
  }

  @Test
  void a_token_that_kubernetes_does_not_know_fails_and_is_not_printed() throws IOException {
    Files.writeString(folder.resolve("token"), "hush-other");
    assertEquals(1, examine());
    assertSaid("failed   kubernetes: ");
    assertSaid("check the token or certificate of the kubernetes section");
    assertFalse(printed().contains("hush"), printed());
  }

  @Test
  void an_api_server_that_is_away_fails() {
    kubernetes.close();
    assertEquals(1, examine());
    assertSaid("failed   kubernetes: ");
  }

  @Test
  void clocks_that_differ_by_more_than_half_a_minute_are_a_warning() {
    clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-45));
    assertEquals(0, examine(), this::printed);
    assertSaid("warning  clock: Our clock is -4");
    assertSaid("NTP");
  }

  private void configure(String config) throws IOException {
    Files.writeString(folder.resolve("responder.yaml"), config.formatted(folder, kubernetes.url()));
  }

  private int examine(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--config=" + folder.resolve("responder.yaml"));
    DoctorCommand command = new DoctorCommand(new PrintStream(out, true, UTF_8), clock);
    return new CommandLine(command.spec()).execute(arguments.toArray(String[]::new));
  }

  private void assertSaid(String text) {
    assertTrue(printed().contains(text), this::printed);
  }

  private String printed() {
    return out.toString(UTF_8);
  }
}
