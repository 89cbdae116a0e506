package io.selfheal.reliability;

import io.selfheal.Distribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The packaged {@code serve}, as a process of its own that can be killed. */
final class Served implements AutoCloseable {
  private static final String TOKEN = "token-of-the-tests";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int KILLED = 128 + 9;

  /** Below those that connections get: a connection to a closed one of these meets itself. */
  private static final int FIRST_PORT = 10_000;

  private static final int LAST_PORT = 30_000;
  private static final String NOTIFICATION =
      """
      {"version":"4","status":"firing","receiver":"self-heal","truncatedAlerts":0,"alerts":[%s]}\
      """;

  private static final String CONFIG =
      """
      listen: { host: 127.0.0.1, port: %2$d, bearerTokenFiles: ['%1$s/token'] }
      operator: { host: 127.0.0.1, port: 0, metrics: open }
      spool: { folder: '%1$s/spool' }
      %3$s
      """;

  /** A cluster that is never asked: nothing may be done in the alerts' namespace. */
  private static final String ELSEWHERE =
      """
      %2$s
      namespaces: [elsewhere]
      store: { folder: '%1$s/store' }
      kubernetes: { server: "http://127.0.0.1:9" }
      """;

  private final Process process;
  private final URI url;
  private final Instant begun = Instant.now();

  private Served(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Returns at once; the folder keeps what it needs besides its ledger. */
  static Served start(Path folder, TriedLedger ledger) throws IOException {
    Files.copy(
        Path.of("config/rules.yaml"),
        folder.resolve("rules.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    return start(folder, ELSEWHERE.formatted(folder, ledger.section()));
  }

  /** With the rules that the folder has, and these sections of responder.yaml. */
  static Served start(Path folder, String sections) throws IOException {
    int port = freePort();
    Path config = folder.resolve("responder.yaml");
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(config, CONFIG.formatted(folder, port, sections));
    return new Served(Distribution.serve(folder, config), URI.create("http://127.0.0.1:" + port));
  }

  int port() {
    return url.getPort();
  }

  /** The most memory that it has had in use, as Linux counts it. */
  int residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }

  Instant begun() {
    return begun;
  }

  int get(String path) {
    try {
      return Http.send(HttpRequest.newBuilder(url.resolve(path))).statusCode();
    } catch (IOException notYet) {
      return -1;
    }
  }

  HttpResponse<String> post(List<SentAlert> notification) throws IOException {
    return post(notification.stream().map(SentAlert::json).collect(Collectors.joining(",")));
  }

  /** Alerts as JSON, separated by commas. */
  HttpResponse<String> post(String alerts) throws IOException {
    return Http.send(
        HttpRequest.newBuilder(url.resolve("/alert"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(NOTIFICATION.formatted(alerts))));
  }

  void awaitReady() throws Exception {
    await("200 from /readyz", () -> get("/readyz") == 200);
  }

  /** Looks again and again, as long as the process lives. */
  void await(String what, Check check) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!check.holds()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain for " + what);
      }
      live(PAUSE);
    }
  }

  /** Lets it be for so long. */
  void live(Duration time) throws InterruptedException {
    if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("It ended by itself with " + process.exitValue() + "; see its log");
    }
  }

  /** SIGKILL, to this process and no other. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int status = awaitEnd();
    if (status != KILLED) {
      throw new AssertionError("It ended by itself with " + status + " before it was killed");
    }
  }

  /** Sends a signal by its name, as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    Process sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (sent.waitFor() != 0) {
      throw new AssertionError("Cannot send " + name + " to the process");
    }
  }

  /** Stops it as Kubernetes would. */
  void stop() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Whatever became of the test, no process is left behind. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** A question that may be asked again. */
  interface Check {
    boolean holds() throws Exception;
  }

  private int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("It did not end within " + PATIENCE.toSeconds() + " s");
    }
    return process.exitValue();
  }

  private static int freePort() {
    IntStream ports = ThreadLocalRandom.current().ints(FIRST_PORT, LAST_PORT);
    return ports.filter(Served::isFree).findFirst().orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
