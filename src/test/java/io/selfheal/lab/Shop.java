package io.selfheal.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Two namespaces: one for the responder's account, one with a workload of two leaking JVMs. */
final class Shop {
  static final String HOME = "self-heal-it";
  static final String NAMESPACE = "self-heal-it-shop";
  static final String ACCOUNT = "self-heal-responder";

  private static final int REPLICAS = 2;

  /** A pod of the workload. */
  record Pod(String uid, String name, boolean ready, Instant startedAt) {}

  private Shop() {}

  static Shop open() throws Exception {
    String leaky = resource("leaky.yaml").replace("IMAGE", Needs.image());
    removeNamespaces();
    Kubectl.run("create", "namespace", HOME);
    Kubectl.run("create", "namespace", NAMESPACE);
    Kubectl.apply(HOME, shipped("rbac/serviceaccount.yaml"));
    Kubectl.apply(NAMESPACE, shipped("rbac/rolebinding.yaml"));
    Kubectl.apply(NAMESPACE, leaky);
    return new Shop();
  }

  /** The role as shipped. */
  void grant() throws Exception {
    Kubectl.apply(NAMESPACE, shipped("rbac/role.yaml"));
  }

  /** The role as shipped, without one of its rules. */
  void grantAllBut(String resource) throws Exception {
    String role = shipped("rbac/role.yaml");
    String rule = "(?s)  - apiGroups: \\[\"\"]\n    resources: \\[" + resource + "].*?(?=  - apiG)";
    String smaller = role.replaceFirst(rule, "");
    if (smaller.equals(role)) {
      throw new AssertionError("rbac/role.yaml has no rule for " + resource);
    }
    Kubectl.apply(NAMESPACE, smaller);
  }

  void pause(String value) throws Exception {
    String annotation = value.isEmpty() ? "selfheal.io/paused-" : "selfheal.io/paused=" + value;
    Kubectl.run("annotate", "--overwrite", "namespace", NAMESPACE, annotation);
  }

  /** The pods by UID, those that are on their way out left aside. */
  Map<String, Pod> pods() throws IOException, InterruptedException {
    Map<String, Pod> pods = new TreeMap<>();
    for (JsonNode pod : Kubectl.json("-n", NAMESPACE, "get", "pods").path("items")) {
      if (!pod.at("/metadata").has("deletionTimestamp")) {
        pods.put(pod.at("/metadata/uid").asText(), read(pod));
      }
    }
    return pods;
  }

  /** All replicas, once they are Ready and have run for longer than the clocks may differ. */
  Map<String, Pod> settled(int seconds) throws Exception {
    Eventually.isTrue("two Ready pods of some age", () -> settledFor(seconds));
    return pods();
  }

  void close() throws IOException, InterruptedException {
    removeNamespaces();
  }

  private boolean settledFor(int seconds) throws IOException, InterruptedException {
    Instant youngest = Instant.now().minusSeconds(seconds);
    Map<String, Pod> pods = pods();
    return pods.size() == REPLICAS
        && pods.values().stream()
            .allMatch(pod -> pod.ready() && pod.startedAt().isBefore(youngest));
  }

  private static Pod read(JsonNode pod) {
    String started = pod.at("/status/containerStatuses/0/state/running/startedAt").asText();
    return new Pod(
        pod.at("/metadata/uid").asText(),
        pod.at("/metadata/name").asText(),
        pod.at("/status/containerStatuses/0/ready").asBoolean(),
        started.isEmpty() ? Instant.MAX : Instant.parse(started));
  }

  private static void removeNamespaces() throws IOException, InterruptedException {
    Kubectl.run("delete", "namespace", HOME, NAMESPACE, "--ignore-not-found", "--timeout=120s");
  }

  /** A file of the project as users apply it, but for the namespace of the account. */
  private static String shipped(String file) throws IOException {
    return Files.readString(Path.of(file))
        .replaceAll("(?m)namespace: self-heal$", "namespace: " + HOME);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Shop.class.getResourceAsStream("/lab/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
