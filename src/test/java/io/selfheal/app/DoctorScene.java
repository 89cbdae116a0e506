package io.selfheal.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** A configuration that is well, the cluster that it names, and the command on both. */
final class DoctorScene implements AutoCloseable {
  static final String TOKEN = "hush-kubernetes";

  private static final String BASE =
      """
      namespaces: [shop]
      listen: { host: 127.0.0.1, bearerTokenFiles: ["%1$s/alerts"] }
      kubernetes: { server: "%2$s", tokenFile: "%1$s/token" }
      """;
  static final String KEEPING =
      """
      ledger: { file: "%1$s/ledger/ledger.db" }
      spool: { folder: "%1$s/spool", quota: 1MiB }
      store: { folder: "%1$s/store" }
      """;
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { alertname: { contains: heap } }
          capture: [thread-dump]
          then: terminate
      """;

  final Path folder;
  final SandboxApiServer kubernetes;
  Clock clock = Clock.systemUTC();
  private final SandboxCluster cluster = new SandboxCluster(Clock.systemUTC());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  DoctorScene(Path folder) throws IOException {
    this.folder = folder;
    this.kubernetes = new SandboxApiServer(cluster, Optional.of(TOKEN));
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.writeString(folder.resolve("alerts"), "hush-alerts");
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    configure(KEEPING);
  }

  /**
   * @param more behind what is about the cluster; may name the folder as {@code %1$s}
   */
  void configure(String more) throws IOException {
    Files.writeString(
        folder.resolve("responder.yaml"), (BASE + more).formatted(folder, kubernetes.url()));
  }

  int examine(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--config=" + folder.resolve("responder.yaml"));
    DoctorCommand command = new DoctorCommand(new PrintStream(out, true, UTF_8), clock);
    return new CommandLine(command.spec()).execute(arguments.toArray(String[]::new));
  }

  /** That all is well, a thing that was said among it. */
  void assertWell(String text) {
    assertEquals(0, examine(), this::printed);
    assertSaid(text);
    assertFalse(printed().contains("warning"), printed());
  }

  void assertFails(String text) {
    assertEquals(1, examine(), this::printed);
    assertSaid("failed   " + text);
    assertEquals(1, printed().lines().filter(line -> line.startsWith("failed")).count(), printed());
    assertFalse(printed().contains("hush"), printed());
  }

  /** That one thing alone fails, as one or more lines. */
  void assertFailsAlone(String check) {
    assertEquals(1, examine(), this::printed);
    String failed = "failed   " + check;
    assertTrue(
        printed()
            .lines()
            .filter(line -> line.startsWith("failed"))
            .allMatch(line -> line.startsWith(failed)),
        this::printed);
    assertFalse(printed().contains("hush"), printed());
    assertFalse(printed().contains("report this as a bug"), printed());
  }

  void assertWarns(String text) {
    assertEquals(0, examine(), this::printed);
    assertSaid("warning  " + text);
  }

  void assertSaid(String text) {
    assertTrue(printed().contains(text), this::printed);
  }

  String printed() {
    return out.toString(UTF_8);
  }

  @Override
  public void close() {
    kubernetes.close();
    cluster.close();
  }
}
