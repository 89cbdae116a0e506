package io.selfheal.bench;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code serve} of the packaged distribution, as a process of its own. */
final class Serve implements AutoCloseable {
  static final String DEFAULT_OPTIONS = "-Xmx256m";
  private static final Path START_SCRIPT = Path.of("target", "dist", "bin", "self-heal");
  private static final String TOKEN = "bench-token";
  private static final int POLL_MILLIS = 10;
  private static final String CONFIG =
      """
      namespaces: [%2$s]
      listen: { host: 127.0.0.1, port: %3$d, bearerTokenFiles: [%1$s/token] }
      operator: { host: 127.0.0.1, port: %4$d, metrics: open }
      ledger: %6$s
      spool: { folder: %1$s/spool }
      store: { folder: %1$s/store }
      kubernetes: %5$s
      %7$s
      """;

  /** A cluster that is never asked. */
  static final String NO_CLUSTER = "{ server: \"http://127.0.0.1:9\" }";

  /** The cluster that the environment's KUBECONFIG names. */
  static final String LAB = "{}";

  /** Each alert is taken for itself. */
  private static final String LIMITS = "limits: { minOtherReady: 0, clockSkew: 0s }";

  /**
   * What differs in responder.yaml.
   *
   * @param kubernetes {@link #NO_CLUSTER}, {@link #LAB}, or another section
   * @param ledger the section; empty is a file in the scratch folder
   * @param more whole sections, {@code limits} among them
   */
  record Sections(String kubernetes, String ledger, String more) {}

  private final Process process;
  private final int port;
  private final int operatorPort;
  private final long begun = System.nanoTime();

  private Serve(Process process, int port, int operatorPort) {
    this.process = process;
    this.port = port;
    this.operatorPort = operatorPort;
  }

  /**
   * On a ledger in a file.
   *
   * @param rules the text of rules.yaml
   * @param kubernetes {@link #NO_CLUSTER} or {@link #LAB}
   */
  static Serve start(Scratch scratch, String rules, String kubernetes, String options)
      throws IOException {
    return start(scratch, rules, kubernetes, "", options);
  }

  /** On the ledger that this section of responder.yaml names. */
  static Serve start(
      Scratch scratch, String rules, String kubernetes, String ledger, String options)
      throws IOException {
    return start(scratch, rules, new Sections(kubernetes, ledger, LIMITS), options);
  }

  static Serve start(Scratch scratch, String rules, Sections sections, String options)
      throws IOException {
    int port = freePort();
    int operatorPort = freePort();
    Path folder = scratch.folder();
    Path config = folder.resolve("responder.yaml");
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(folder.resolve("rules.yaml"), rules);
    Files.writeString(config, configuration(folder, sections, port, operatorPort));
    return new Serve(process(folder, config, options), port, operatorPort);
  }

  /** Where the ledger is, unless a section said otherwise. */
  static Path ledger(Scratch scratch) {
    return scratch.folder().resolve("ledger").resolve("ledger.db");
  }

  private static String configuration(Path folder, Sections sections, int port, int operatorPort) {
    String ledger =
        sections.ledger.isEmpty()
            ? "{ file: " + folder.resolve("ledger").resolve("ledger.db") + " }"
            : sections.ledger;
    return CONFIG.formatted(
        folder, Patient.NAMESPACE, port, operatorPort, sections.kubernetes, ledger, sections.more);
  }

  /** Seconds from the start of the process to the first 200 on /readyz. */
  double awaitReady() throws IOException, InterruptedException {
    HttpRequest readyz = HttpRequest.newBuilder(uri("/readyz")).build();
    while (!listens() || Http.status(readyz) != 200) {
      if (!process.isAlive()) {
        throw new IOException("Cannot measure serve: it ended; see serve.log in target/bench");
      }
      Thread.sleep(POLL_MILLIS);
    }
    return Seconds.since(begun);
  }

  /** A refused connection costs next to nothing; a refused request costs what is being measured. */
  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** A notification on its way to the webhook. */
  HttpRequest alert(String body) {
    return HttpRequest.newBuilder(uri("/alert"))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** As Alertmanager holds one to the webhook. */
  KeptConnection connection() throws IOException {
    return new KeptConnection(uri("/alert"), alert(""));
  }

  /** The sum of a counter's series whose labels contain the text. */
  double metric(String name, String labels) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + operatorPort + "/metrics");
    return Http.text(HttpRequest.newBuilder(metrics).build())
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(labels))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  Memory memory() {
    return new Memory(process.pid());
  }

  /** Stops it as Kubernetes would. */
  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
  }

  /** One start, two requests and a stop, as when the image is built. */
  static void rehearse(String options) throws IOException, InterruptedException {
    ProcessBuilder builder = program(options, "rehearse").inheritIO();
    if (builder.start().waitFor() != 0) {
      throw new IOException("Cannot rehearse a start; see what it said");
    }
  }

  private static Process process(Path folder, Path config, String options) throws IOException {
    File log = folder.resolve("serve.log").toFile();
    return program(options, "serve", "--config", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static ProcessBuilder program(String options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(START_SCRIPT.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_OPTS", options);
    return builder;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
