package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.BadConfigFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConfigurationTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> a_bad_file_gets_its_report() throws IOException {
    return BadConfigFiles.in("responder", root -> ResponderConfig.read(root, folder, Map.of()));
  }

  @Test
  void the_shipped_files_load() {
    assertEquals(
        List.of(), Configuration.load(Path.of("config/responder.yaml"), Map.of()).problems());
    assertEquals(
        List.of(),
        Configuration.load(Path.of("config/kubernetes/responder.yaml"), Map.of()).problems());
  }

  @Test
  void the_mistakes_of_both_files_come_in_one_report() throws IOException {
    Path file = Files.writeString(folder.resolve("responder.yaml"), "namespace: [shop]\n");
    Files.writeString(folder.resolve("rules.yaml"), "rules: [{ name: x }]\n");
    List<String> report =
        Configuration.load(file, Map.of()).problems().stream().map(Object::toString).toList();
    assertTrue(
        report.stream().anyMatch(line -> line.contains("did you mean namespaces?")),
        report.toString());
    assertTrue(report.stream().anyMatch(line -> line.contains("rules[0].when")), report.toString());
  }

  @Test
  void a_port_that_takes_alerts_from_anyone_is_a_mistake_unless_told() throws IOException {
    Path file = written("namespaces: [shop]\nlisten: { port: 8080 }\n");
    assertEquals(
        List.of(
            file
                + ": listen.bearerTokenFiles: missing; expected the file of a token, or listen.basic:"
                + " anyone could send alerts (--insecure-no-auth on the command line allows it)"),
        report(Configuration.load(file, Map.of())));
    assertEquals(List.of(), report(Configuration.load(file, Map.of(), Senders.ANYONE)));
  }

  @Test
  void one_mistake_about_credentials_is_said_once() throws IOException {
    Path file = written("listen: { bearerTokenFiles: /etc/token }\n");
    assertEquals(1, report(Configuration.load(file, Map.of())).size());
  }

  @Test
  void a_secret_that_opens_both_ports_is_a_mistake() throws IOException {
    Path file =
        written(
            """
            listen: { bearerTokenFiles: [/etc/a, /etc/b] }
            operator:
              bearerTokenFiles: [/etc/c, /etc/x/../b]
              basic: { username: ops, passwordFile: /etc/a }
            """);
    List<String> report = report(Configuration.load(file, Map.of()));
    assertEquals(2, report.size(), report.toString());
    assertTrue(report.get(0).contains("operator.bearerTokenFiles: found a list"), report.get(0));
    assertTrue(report.get(0).endsWith("/etc/b opens the port for alerts"), report.get(0));
    assertTrue(report.get(1).contains("operator.basic.passwordFile"), report.get(1));
  }

  @Test
  void a_file_that_cannot_be_read_is_one_mistake() {
    Path file = folder.resolve("none.yaml");
    assertEquals(
        1,
        report(Configuration.load(file, Map.of())).stream()
            .filter(line -> line.startsWith(file.toString()))
            .count());
  }

  @Test
  void check_and_serve_say_the_same() throws IOException {
    Path file = written("listen: { port: x }\n");
    assertEquals(
        said(2, new CheckCommand().spec(), file), said(2, new ServeCommand().spec(), file));
    assertEquals("", said(0, new CheckCommand().spec(), written("{}"), "--insecure-no-auth"));
  }

  /** What a command prints of its mistakes, given that it ends with that code. */
  private static String said(int code, CommandSpec command, Path config, String... more) {
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(more));
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals(code, new CommandLine(command).execute(arguments.toArray(String[]::new)));
    } finally {
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path written(String yaml) throws IOException {
    Files.copy(
        Path.of("config/rules.yaml"),
        folder.resolve("rules.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    return Files.writeString(folder.resolve("responder.yaml"), yaml);
  }

  private static List<String> report(Configuration configuration) {
    return configuration.problems().stream().map(Object::toString).toList();
  }

  @Test
  void the_originals_variables_work_as_defaults() {
    Map<String, String> env =
        Map.of(
            "SLACK_WEBHOOK_URL",
            "https://hooks.example/T0/B0/x",
            "POD_NAME",
            "r-1",
            "POD_NAMESPACE",
            "sh");
    Configuration configuration = Configuration.load(Path.of("config/responder.yaml"), env);
    assertTrue(configuration.responder().slack().webhookUrl().isPresent());
    assertEquals("sh/r-1", configuration.responder().policy().safety().ownPod());
  }
}
