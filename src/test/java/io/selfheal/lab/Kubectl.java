package io.selfheal.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The administrator of the cluster under test: kubectl, with whatever KUBECONFIG names. */
final class Kubectl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN_REQUEST =
      """
      {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600}}
      """;

  private Kubectl() {}

  /** Why there is no cluster to test against; empty when there is one. */
  static Optional<String> trouble() throws InterruptedException {
    if (System.getenv().getOrDefault("KUBECONFIG", "").isBlank()) {
      return Optional.of("KUBECONFIG is not set");
    }
    try {
      run("--request-timeout=5s", "get", "--raw", "/version");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage().strip());
    }
  }

  static String run(String... arguments) throws IOException, InterruptedException {
    return feed("", arguments);
  }

  static JsonNode json(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "json"));
    return JSON.readTree(run(all.toArray(String[]::new)));
  }

  static void apply(String namespace, String manifest) throws IOException, InterruptedException {
    feed(manifest, "-n", namespace, "apply", "-f", "-");
  }

  /** A token of the account, as a pod would get it. */
  static String token(String namespace, String account) throws IOException, InterruptedException {
    String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token";
    String answer = feed(TOKEN_REQUEST, "create", "--raw", path, "-f", "-");
    return JSON.readTree(answer).at("/status/token").asText();
  }

  static String server() throws IOException, InterruptedException {
    return cluster().path("server").asText();
  }

  static String authority() throws IOException, InterruptedException {
    byte[] pem = Base64.getDecoder().decode(cluster().path("certificate-authority-data").asText());
    return new String(pem, StandardCharsets.US_ASCII);
  }

  private static JsonNode cluster() throws IOException, InterruptedException {
    return json("config", "view", "--minify", "--raw", "--flatten").at("/clusters/0/cluster");
  }

  private static String feed(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
