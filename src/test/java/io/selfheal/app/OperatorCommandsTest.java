package io.selfheal.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.Asking;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands to a responder that runs, before a cluster that does not answer. */
class OperatorCommandsTest {
  private static final String CONFIG =
      """
      listen: { host: 127.0.0.1, port: 0 }
      operator: { host: 127.0.0.1, port: %2$d, %3$s }
      kubernetes: { server: "http://127.0.0.1:9" }
      ledger: { file: "%1$s/ledger.db" }
      spool: { folder: "%1$s/spool", mayBeVolatile: true }
      store: { folder: "%1$s/store" }
      shutdownGrace: 1s
      """;
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { alertname: { contains: memory } }
          then: terminate
          approval: required
          mode: enforce
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;
  private Path config;
  private Responder responder;
  private String incident;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.writeString(folder.resolve("token"), "operators-token\n");
    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC())) {
      incident = Asking.about("web-0", ledger, Clock.systemUTC().instant());
    }
    start("bearerTokenFiles: ['" + folder.resolve("token") + "']");
  }

  /** The port that it got is put into the file that the commands read. */
  private void start(String credentials) throws IOException {
    config = folder.resolve("responder.yaml");
    write(0, credentials);
    responder =
        Responder.start(Configuration.load(config, Map.of(), Senders.ANYONE), Clock.systemUTC());
    write(responder.operatorPort(), credentials);
  }

  private void write(int port, String credentials) throws IOException {
    Files.writeString(config, CONFIG.formatted(folder, port, credentials));
  }

  @AfterEach
  void close() {
    responder.close();
  }

  @Test
  void approve_says_what_was_decided_about_which_pod() {
    assertEquals(0, approve(incident, "--by", "alice"), this::said);

    assertTrue(
        printed().startsWith("Decided by alice: pod shop/web-0 (UID uid-of-web-0) may be removed"),
        printed());
    assertTrue(printed().contains("The question was: May pod shop/web-0 be removed?"), printed());
  }

  @Test
  void approve_can_deny_and_then_nobody_can_agree() {
    assertEquals(0, approve(incident, "--deny", "--by", "bob"), this::said);
    assertTrue(printed().contains("is kept"), printed());

    assertEquals(1, approve(incident, "--by", "alice"));
    assertTrue(said().contains("bob has decided it"), said());
  }

  @Test
  void approve_alone_lists_what_is_asked() {
    assertEquals(0, approve(), this::said);
    assertTrue(printed().startsWith(incident + "  until "), printed());

    approve(incident, "--deny");
    assertEquals(0, approve());
    assertEquals("Nothing is asked.\n", printed());
  }

  @Test
  void approve_of_what_nobody_asked_is_refused() {
    assertEquals(1, approve("no such incident?"));
    assertTrue(said().contains("has asked anything"), said());
  }

  @Test
  void approve_denies_nothing_without_an_incident() {
    assertEquals(2, approve("--deny"));
    assertTrue(said().contains("name the incident"), said());
  }

  @Test
  void pause_holds_over_a_restart_until_resume() throws IOException {
    assertEquals(0, run(pause(), "--by", "alice", "--reason", "the database is moved"));
    assertTrue(printed().startsWith("Paused by alice since 2"), printed());
    assertTrue(printed().contains("(the database is moved). To go on: self-heal resume"));

    responder.close();
    start("bearerTokenFiles: ['" + folder.resolve("token") + "']");
    assertEquals(0, run(pause(), "--by", "bob"));
    assertTrue(printed().contains("Paused by alice"), printed());

    assertEquals(0, run(resume(), "--by", "bob"));
    assertTrue(printed().startsWith("Resumed. It was paused by alice since 2"), printed());
    assertEquals(0, run(resume()));
    assertTrue(printed().startsWith("Nothing to resume"), printed());
  }

  @Test
  void a_password_opens_the_port_too() throws IOException {
    responder.close();
    start("basic: { username: ops, passwordFile: '" + folder.resolve("token") + "' }");

    assertEquals(0, run(pause()), this::said);
  }

  @Test
  void a_mistake_elsewhere_in_the_configuration_keeps_nobody_from_pausing() throws IOException {
    Files.writeString(config, Files.readString(config) + "nonsense: 1\n");
    assertEquals(0, run(pause()), this::said);
  }

  @Test
  void a_mistake_in_the_operators_section_is_said() throws IOException {
    Files.writeString(config, "operator: { port: x }\n");
    assertEquals(2, run(pause()));
    assertTrue(said().contains("operator.port"), said());
  }

  @Test
  void a_wrong_secret_is_said_without_being_shown() throws IOException {
    Files.writeString(folder.resolve("other"), "another-token");
    write(responder.operatorPort(), "bearerTokenFiles: ['" + folder.resolve("other") + "']");
    assertEquals(2, run(pause()));
    assertTrue(said().contains("valid credentials"), said());
    assertFalse(said().contains("another-token"), said());
  }

  @Test
  void a_secret_that_fits_no_header_is_said_without_being_shown() throws IOException {
    Files.writeString(folder.resolve("other"), "sécret\u0001");
    write(responder.operatorPort(), "bearerTokenFiles: ['" + folder.resolve("other") + "']");
    assertEquals(2, run(pause()));
    assertTrue(said().contains("no header may have"), said());
    assertFalse(said().contains("sécret"), said());
  }

  @Test
  void no_credentials_are_said() throws IOException {
    write(responder.operatorPort(), "metrics: open");
    assertEquals(2, run(pause()));
    assertTrue(said().contains("set operator.bearerTokenFiles"), said());
  }

  @Test
  void nobody_at_the_port_is_said() {
    responder.close();
    assertEquals(2, approve(incident));
    assertTrue(said().contains("is it running"), said());
  }

  private int approve(String... arguments) {
    return run(new ApproveCommand(stream(out), stream(err)).spec(), arguments);
  }

  private CommandSpec pause() {
    return new PauseCommand(stream(out), stream(err)).spec();
  }

  private CommandSpec resume() {
    return new ResumeCommand(stream(out), stream(err)).spec();
  }

  private int run(CommandSpec command, String... arguments) {
    out.reset();
    err.reset();
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    return new CommandLine(command).execute(all);
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private String said() {
    return err.toString(UTF_8);
  }
}
