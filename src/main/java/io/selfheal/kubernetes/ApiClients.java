package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;

/** Finds the API server and the credentials for it. */
final class ApiClients {
  private static final Path SERVICE_ACCOUNT_TOKEN =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");
  private static final String SERVICE_HOST = "KUBERNETES_SERVICE_HOST";

  static {
    LenientJson.install();
  }

  private ApiClients() {}

  static ApiClient open(ClusterConfig config, Map<String, String> environment)
      throws ClusterException {
    try {
      ApiClient client = builder(config, environment).build();
      client.setHttpClient(bounded(client, config.requestTimeout()));
      return client;
    } catch (IOException | RuntimeException e) {
      throw new ClusterException(
          ClusterException.Reason.BAD_REQUEST,
          "Cannot set up the connection to Kubernetes: "
              + e.getMessage()
              + "; check the kubernetes section of the configuration",
          e);
    }
  }

  /** Where the kubeconfig is, when nobody named one. */
  static Path defaultKubeconfig(Map<String, String> environment) {
    String listed = environment.getOrDefault("KUBECONFIG", "");
    return listed.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", ""), ".kube", "config")
        : Path.of(listed.split(File.pathSeparator, -1)[0]);
  }

  private static ClientBuilder builder(ClusterConfig config, Map<String, String> environment)
      throws IOException {
    if (config.server().isPresent()) {
      return named(config);
    }
    if (config.kubeconfig().isEmpty() && inCluster(environment)) {
      return ClientBuilder.cluster();
    }
    return fromFile(config.kubeconfig().orElseGet(() -> defaultKubeconfig(environment)));
  }

  private static ClientBuilder named(ClusterConfig config) throws IOException {
    ClientBuilder builder = new ClientBuilder().setBasePath(config.server().get().toString());
    if (config.caFile().isPresent()) {
      builder.setCertificateAuthority(Files.readAllBytes(config.caFile().get()));
    }
    config
        .tokenFile()
        .ifPresent(file -> builder.setAuthentication(new TokenFileAuthentication(file.toString())));
    return builder;
  }

  private static boolean inCluster(Map<String, String> environment) {
    return environment.containsKey(SERVICE_HOST) && Files.exists(SERVICE_ACCOUNT_TOKEN);
  }

  private static ClientBuilder fromFile(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("there is no readable kubeconfig at " + file);
    }
    try (var reader = Files.newBufferedReader(file)) {
      KubeConfig kubeconfig = KubeConfig.loadKubeConfig(reader);
      kubeconfig.setFile(file.toFile());
      return ClientBuilder.kubeconfig(kubeconfig);
    }
  }

  private static OkHttpClient bounded(ApiClient client, Duration timeout) {
    return client
        .getHttpClient()
        .newBuilder()
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .callTimeout(timeout)
        .build();
  }
}
