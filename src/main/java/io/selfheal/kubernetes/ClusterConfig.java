package io.selfheal.kubernetes;

import io.selfheal.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the API server is and who we are there. Without a server and a kubeconfig it is the cluster
 * that we run in, else {@code $KUBECONFIG}, else {@code ~/.kube/config}.
 *
 * @param server overrides all of them; {@code tokenFile} and {@code caFile} belong to it
 * @param requestTimeout for one question; commands in a pod have deadlines of their own
 */
public record ClusterConfig(
    Optional<Path> kubeconfig,
    Optional<URI> server,
    Optional<Path> tokenFile,
    Optional<Path> caFile,
    Duration requestTimeout) {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  public static ClusterConfig read(Section section) {
    var config =
        new ClusterConfig(
            section.path("kubeconfig"),
            section.uri("server"),
            section.path("tokenFile"),
            section.path("caFile"),
            section.duration("requestTimeout", REQUEST_TIMEOUT));
    config.check(section);
    section.done();
    return config;
  }

  private void check(Section section) {
    if (server.isPresent() && kubeconfig.isPresent()) {
      section.problem("kubeconfig", "either kubeconfig or server, not both");
    }
    if (server.isEmpty() && tokenFile.isPresent()) {
      section.problem("tokenFile", "a server that the token is for");
    }
    if (server.isEmpty() && caFile.isPresent()) {
      section.problem("caFile", "a server whose certificate it vouches for");
    }
    if (requestTimeout.isZero()) {
      section.problem("requestTimeout", "a time longer than zero");
    }
  }
}
