package io.selfheal.lab;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Alertmanager. */
final class Alertmanager {
  private final Process process;
  private final URI url;

  private Alertmanager(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Its program; Debian calls it prometheus-alertmanager. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("prometheus-alertmanager", "alertmanager").map(n -> Path.of(folder, n)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Alertmanager start(Path folder, URI webhook, Path tokenFile) throws Exception {
    return start(folder, config(webhook, tokenFile));
  }

  /** As its configuration says. */
  static Alertmanager start(Path folder, String yaml) throws Exception {
    Path config = Files.writeString(folder.resolve("alertmanager.yaml"), yaml);
    URI url = URI.create("http://127.0.0.1:" + Ports.free());
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=" + url.getAuthority(),
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    Alertmanager alertmanager = new Alertmanager(process, url);
    Ports.await(process, url.resolve("/-/ready"));
    return alertmanager;
  }

  /** Where its API is. */
  URI url() {
    return url;
  }

  /** Alerts in the API's JSON. */
  void send(String alerts) throws IOException, InterruptedException {
    Ports.post(url.resolve("/api/v2/alerts"), alerts);
  }

  /** A silence in the API's JSON. */
  void silence(String silence) throws IOException, InterruptedException {
    Ports.post(url.resolve("/api/v2/silences"), silence);
  }

  /** An alert about a pod, which begins now. */
  Firing fire(Shop.Pod pod) throws IOException, InterruptedException {
    Firing firing = new Firing(pod.name(), Instant.now());
    Ports.post(url.resolve("/api/v2/alerts"), firing.json(""));
    return firing;
  }

  void resolve(Firing firing) throws IOException, InterruptedException {
    Ports.post(
        url.resolve("/api/v2/alerts"), firing.json(", \"endsAt\": \"" + Instant.now() + "\""));
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** An alert that was sent. */
  record Firing(String pod, Instant since) {
    private String json(String end) {
      return """
      [{"labels": {"alertname": "JvmMemoryHigh", "priority": "P0", "namespace": "%s", "pod": "%s",
        "techteam": "orders"}, "annotations": {"summary": "The heap is full"}, "startsAt": "%s"%s}]
      """
          .formatted(Shop.NAMESPACE, pod, since, end);
    }
  }

  /** The shipped configuration, but for addresses and a quicker pace. */
  static String config(URI webhook, Path tokenFile) throws IOException {
    String config = Files.readString(Path.of("config/alertmanager.yaml"));
    Map<String, String> ours =
        Map.of(
            "http://self-heal-responder.self-heal:8080/alert",
            webhook.toString(),
            "/etc/alertmanager/secrets/self-heal-responder/webhook-token",
            tokenFile.toString(),
            "group_wait: 5s",
            "group_wait: 1s",
            "group_interval: 1m",
            "group_interval: 1s");
    for (Map.Entry<String, String> change : ours.entrySet()) {
      if (!config.contains(change.getKey())) {
        throw new AssertionError("config/alertmanager.yaml has no " + change.getKey());
      }
      config = config.replace(change.getKey(), change.getValue());
    }
    return config;
  }
}
