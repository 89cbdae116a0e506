package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

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
    } catch (FileSystemException e) {
      throw failure(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (MarkedYAMLException e) {
      throw failure("the kubeconfig is no YAML at " + place(e));
    } catch (IOException | RuntimeException e) {
      throw failure(kinds(e));
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
      throws IOException, ClusterException {
    if (config.server().isPresent()) {
      return named(config);
    }
    if (config.kubeconfig().isEmpty() && inCluster(environment)) {
      return ClientBuilder.cluster();
    }
    return fromFile(config.kubeconfig().orElseGet(() -> defaultKubeconfig(environment)));
  }

  private static ClientBuilder named(ClusterConfig config) throws IOException, ClusterException {
    ClientBuilder builder = new ClientBuilder().setBasePath(config.server().get().toString());
    if (config.caFile().isPresent()) {
      builder.setCertificateAuthority(Files.readAllBytes(config.caFile().get()));
    }
    if (config.tokenFile().isPresent()) {
      Path token = readable(config.tokenFile().get(), "token");
      builder.setAuthentication(new TokenFileAuthentication(token.toString()));
    }
    return builder;
  }

  private static boolean inCluster(Map<String, String> environment) {
    return environment.containsKey(SERVICE_HOST) && Files.exists(SERVICE_ACCOUNT_TOKEN);
  }

  private static ClientBuilder fromFile(Path file) throws IOException, ClusterException {
    try (var reader = Files.newBufferedReader(readable(file, "kubeconfig"))) {
      KubeConfig kubeconfig = KubeConfig.loadKubeConfig(reader);
      kubeconfig.setFile(file.toFile());
      return ClientBuilder.kubeconfig(kubeconfig);
    }
  }

  private static OkHttpClient bounded(ApiClient client, Duration timeout) {
    OkHttpClient.Builder builder =
        client
            .getHttpClient()
            .newBuilder()
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(timeout);
    builder.interceptors().add(0, new CredentialTrouble());
    return builder.build();
  }

  private static Path readable(Path file, String what) throws ClusterException {
    if (!Files.isReadable(file)) {
      throw failure("there is no readable " + what + " at " + file);
    }
    return file;
  }

  /**
   * Has no cause: the YAML parser quotes the line that it cannot read, and other parsers what they
   * found in the place of a credential.
   */
  private static ClusterException failure(String why) {
    return new ClusterException(
        ClusterException.Reason.BAD_REQUEST,
        "Cannot set up the connection to Kubernetes: "
            + why
            + "; check the kubernetes section of the configuration");
  }

  private static String place(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    return mark == null
        ? "an unknown place"
        : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }

  private static String kinds(Throwable e) {
    String kind = e.getClass().getSimpleName();
    return e.getCause() == null ? kind : kind + " by " + kinds(e.getCause());
  }
}
