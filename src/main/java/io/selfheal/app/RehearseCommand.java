package io.selfheal.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code rehearse}: a start, two requests and a stop, in a temporary folder and without a cluster.
 * What it loads is what a class archive (AppCDS) should hold.
 */
public final class RehearseCommand implements Callable<Integer> {
  private static final String CONFIG =
      """
      listen: { host: 127.0.0.1, port: 0 }
      operator: { host: 127.0.0.1, port: 0 }
      kubernetes: { server: "http://127.0.0.1:9" }
      ledger: { file: "%1$s/ledger.db" }
      spool: { folder: "%1$s/spool", mayBeVolatile: true }
      store: { folder: "%1$s/store" }
      """;
  private static final String RULES =
      """
      rules:
        - name: rehearsal
          when: { alertname: { contains: rehearsal } }
          capture: [thread-dump]
          then: none
      """;
  private static final String ALERT =
      """
      {"alerts":[{"status":"resolved","labels":{"alertname":"rehearsal"}}]}""";

  public CommandSpec spec() {
    return Commands.command(
        "rehearse",
        this,
        "Start, answer two requests and stop. Run once with",
        "JAVA_OPTS=-XX:ArchiveClassesAtExit=<lib>/self-heal.jsa it makes later starts faster.");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("self-heal-rehearsal");
    try (Responder responder = Responder.start(configuration(folder), Clock.systemUTC())) {
      URI webhook = URI.create("http://127.0.0.1:" + responder.port());
      send(HttpRequest.newBuilder(webhook.resolve("/readyz")));
      send(
          HttpRequest.newBuilder(webhook.resolve("/alert"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(ALERT)));
      return 0;
    } finally {
      delete(folder);
    }
  }

  private static Configuration configuration(Path folder) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Path config = Files.writeString(folder.resolve("responder.yaml"), CONFIG.formatted(folder));
    return Configuration.load(config, Map.of(), Senders.ANYONE);
  }

  private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "Cannot rehearse: the answer was " + answer.statusCode() + ": " + answer.body());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
