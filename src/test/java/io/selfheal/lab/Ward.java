package io.selfheal.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Extent;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.jcmd.CaptureConfig;
import io.selfheal.evidence.jcmd.JcmdEvidence;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sick pods in a namespace of their own, and the evidence that is taken of them. */
final class Ward {
  static final String CONTAINER = "app";

  private final String namespace;
  private final Path folder;

  private Ward(String namespace, Path folder) {
    this.namespace = namespace;
    this.folder = folder;
  }

  static Ward open(String namespace, Path folder) throws IOException, InterruptedException {
    Ward ward = new Ward(namespace, folder);
    ward.close();
    Kubectl.run("create", "namespace", namespace);
    return ward;
  }

  /** The pod's spec as YAML. */
  void start(String name, String spec) throws IOException, InterruptedException {
    String head = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec:\n".formatted(name);
    Kubectl.apply(namespace, head + spec.indent(2));
  }

  /** Its container, once its JVM has something to say. */
  JvmTarget ready(String name) throws Exception {
    return Eventually.get("words of " + name, () -> talking(name));
  }

  private Optional<JvmTarget> talking(String name) throws IOException, InterruptedException {
    try {
      String said = Kubectl.run("-n", namespace, "logs", name, "-c", CONTAINER);
      return said.isBlank() ? Optional.empty() : Optional.of(target(name));
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  private JvmTarget target(String name) throws IOException, InterruptedException {
    JsonNode pod = Kubectl.json("-n", namespace, "get", "pod", name);
    String uid = pod.at("/metadata/uid").asText();
    return new JvmTarget(new PodRef(namespace, name, uid), CONTAINER, containerId(pod));
  }

  private static String containerId(JsonNode pod) {
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      if (container.path("name").asText().equals(CONTAINER)) {
        return container.path("containerID").asText();
      }
    }
    throw new AssertionError("no container " + CONTAINER + " in " + pod);
  }

  void awaitRestart(JvmTarget target) throws Exception {
    Eventually.isTrue(
        "another container of " + target.pod(),
        () -> {
          JvmTarget now = target(target.pod().name());
          return !now.containerId().isEmpty() && !now.containerId().equals(target.containerId());
        });
  }

  String kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", namespace));
    all.addAll(List.of(arguments));
    return Kubectl.run(all.toArray(String[]::new));
  }

  /** By the administrator, in the container. */
  String run(JvmTarget target, String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", namespace, "exec", target.pod().name()));
    all.addAll(List.of("-c", CONTAINER, "--"));
    all.addAll(List.of(command));
    return Kubectl.run(all.toArray(String[]::new));
  }

  /** As KUBECONFIG says. */
  static ApiServerCluster connect() throws Exception {
    return connect(Optional.empty());
  }

  static ApiServerCluster connect(Optional<Path> kubeconfig) throws Exception {
    return ApiServerCluster.connect(
        new ClusterConfig(
            kubeconfig,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(30)));
  }

  /** One artefact; where none runs, a flight recording is one second long. */
  Artefact take(Cluster cluster, CaptureConfig config, ArtefactKind kind, JvmTarget target)
      throws IOException, InterruptedException {
    LocalSpool spool = LocalSpool.open(new SpoolConfig(folder, 4L << 30, true));
    Extent extent = new Extent(1, Duration.ofSeconds(1), Duration.ofSeconds(1));
    return new JcmdEvidence(cluster, spool, config, Clock.systemUTC(), Pause.REAL)
        .capture(target, new Wanted(kind, extent, JvmChoice.ANY), target.pod().name())
        .get(0);
  }

  /** What lies in the spool of that pod, half files as well. */
  List<Path> spooled(JvmTarget target) throws IOException {
    Path ours = folder.resolve(target.pod().name());
    if (!Files.exists(ours)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(ours)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  Path file(JvmTarget target, Artefact artefact) {
    return folder.resolve(target.pod().name()).resolve(artefact.fileName());
  }

  void close() throws IOException, InterruptedException {
    Kubectl.run("delete", "namespace", namespace, "--ignore-not-found", "--timeout=120s");
  }
}
