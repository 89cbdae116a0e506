package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterConfigTest {
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

  private ClusterConfig read(String yaml) {
    return ClusterConfig.read(ConfigFile.parse(yaml, problems));
  }
}
