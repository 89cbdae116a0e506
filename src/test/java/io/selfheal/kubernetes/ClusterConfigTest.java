package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigTest {
  private static final String KUBECONFIG =
      """
      current-context: here
      contexts:
      - { name: here, context: { cluster: here, user: me } }
      clusters:
      - { name: here, cluster: { server: 'http://localhost:1' } }
      users: [{ name: me, user: %s }]
      """;

  private final Problems problems = new Problems("responder.yaml");

  @Test
  void nothing_said_means_the_cluster_that_we_run_in_and_ten_seconds() {
    var none = Optional.<Path>empty();
    var expected = new ClusterConfig(none, Optional.empty(), none, none, Duration.ofSeconds(10));
    assertEquals(expected, read(""));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void a_server_is_read_with_its_token_and_authority() {
    ClusterConfig config =
        read("{server: 'https://api:6443', tokenFile: /t, caFile: /ca, requestTimeout: 3s}");
    assertEquals(List.of(), problems.found());
    assertEquals(Optional.of(URI.create("https://api:6443")), config.server());
    assertEquals(Optional.of(Path.of("/t")), config.tokenFile());
    assertEquals(Optional.of(Path.of("/ca")), config.caFile());
    assertEquals(Duration.ofSeconds(3), config.requestTimeout());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {tokenFile: /t}                                | tokenFile
          {caFile: /ca}                                  | caFile
          {kubeconfig: /k, server: 'http://localhost:1'} | kubeconfig
          {requestTimeout: 0s}                           | requestTimeout
          {servr: 'http://localhost:1'}                  | servr
          """)
  void a_mistake_is_named_by_its_key(String yaml, String key) {
    read(yaml);
    assertEquals(List.of(key), problems.found().stream().map(found -> found.path()).toList());
  }

  @Test
  void without_a_kubeconfig_named_it_is_the_environments_and_then_the_homes() {
    assertEquals(
        Path.of("/a"), ApiClients.defaultKubeconfig(Map.of("KUBECONFIG", "/a:/b", "HOME", "/h")));
    assertEquals(Path.of("/h/.kube/config"), ApiClients.defaultKubeconfig(Map.of("HOME", "/h")));
  }

  @Test
  void a_kubeconfig_that_is_not_there_is_said_with_its_path() {
    ClusterConfig config = read("{kubeconfig: /no/such/file}");
    var failed =
        assertThrows(ClusterException.class, () -> ApiServerCluster.connect(config).close());
    assertTrue(failed.getMessage().contains("/no/such/file"), failed.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ token: eyJhbGciOi: broken }",
        "{ token: *eyJhbGciOi }",
        "{ token: !!int eyJhbGciOi }",
        "{ token: 7, eyJhbGciOi: %x }",
        "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: echo, args: [eyJhbGciOi] } }"
      })
  void leaks_no_secret_of_a_kubeconfig_that_it_cannot_use(String user, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG.formatted(user));
    ClusterConfig config = read("{kubeconfig: '" + file + "'}");
    try (HeardLog log = new HeardLog()) {
      var failed =
          assertThrows(ClusterException.class, () -> ApiServerCluster.connect(config).close());
      assertFalse(trace(failed).contains("eyJ"), trace(failed));
      assertFalse(log.text().contains("eyJ"), log.text());
    }
  }

  @Test
  void a_kubeconfig_that_is_no_yaml_is_said_with_line_and_column(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG.formatted("%x"));
    ClusterConfig config = read("{kubeconfig: '" + file + "'}");
    var failed =
        assertThrows(ClusterException.class, () -> ApiServerCluster.connect(config).close());
    assertTrue(failed.getMessage().contains("line 6, column 27"), failed.getMessage());
  }

  private static String trace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private ClusterConfig read(String yaml) {
    return ClusterConfig.read(ConfigFile.parse(yaml, problems));
  }
}
