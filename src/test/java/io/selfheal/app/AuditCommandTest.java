package io.selfheal.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on a ledger that a responder has open. */
class AuditCommandTest {
  private static final String CONFIG =
      """
      listen: { host: 127.0.0.1, port: 0 }
      ledger: { file: "%1$s/ledger.db" }
      spool: { folder: "%1$s/spool", mayBeVolatile: true }
      store: { folder: "%1$s/store" }
      """;
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { alertname: { contains: heap } }
          capture: [thread-dump]
          then: none
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;
  private Path config;
  private Ledger ledger;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    config = Files.writeString(folder.resolve("responder.yaml"), CONFIG.formatted(folder));
    ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void verify_says_how_much_there_is_and_the_last_hash() {
    accept("web-1");
    accept("web-2");

    assertEquals(0, run("verify", "--config", config.toString()), this::said);
    assertTrue(printed().contains("ledger.db: whole, 2 entries from 2"), printed());
    assertTrue(lastHash().matches("[0-9a-f]{64}"), printed());
  }

  @Test
  void an_audit_without_entries_is_whole() {
    assertEquals(0, verify());
    assertTrue(printed().contains("whole, no entries"), printed());
  }

  @Test
  void a_hash_that_was_kept_is_found_in_what_has_grown_since() {
    accept("web-1");
    verify();
    String kept = lastHash();
    accept("web-2");

    assertEquals(0, verify("--expect", kept));
    assertTrue(printed().contains("expected hash: that of number 1"), printed());
  }

  @Test
  void a_hash_that_is_not_in_the_chain_fails() {
    accept("web-1");

    assertEquals(1, verify("--expect", "ab".repeat(32)));
    assertTrue(said().contains("The expected hash is not in it"), said());
  }

  @Test
  void export_prints_a_line_for_each_entry_in_utf_8() {
    accept("web-1");
    accept("web-2");

    assertEquals(0, run("export", "--ledger", folder.resolve("ledger.db").toString()));
    List<String> lines = printed().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("{\"number\":1,\"at\":\"2"), lines.get(0));
    assertTrue(lines.get(1).contains("\"alertname\":\"Heap größer\""), lines.get(1));
    assertTrue(lines.get(1).matches(".*,\"hash\":\"[0-9a-f]{64}\"}"), lines.get(1));
  }

  @Test
  void an_export_that_cannot_be_written_fails() {
    accept("web-1");
    PrintStream full = new PrintStream(new FullDisk(), false, UTF_8);

    assertEquals(2, run(full, "export", "--ledger", folder.resolve("ledger.db").toString()));
    assertTrue(said().contains("its end is missing"), said());
  }

  @Test
  void a_ledger_that_is_not_there_is_said() {
    assertEquals(2, run("verify", "--ledger", folder.resolve("nowhere.db").toString()));
    assertTrue(said().contains("there is no such file"), said());
  }

  @Test
  void mistakes_in_the_configuration_are_said() {
    assertEquals(2, run("export", "--config", folder.resolve("nowhere.yaml").toString()));
    assertTrue(said().contains("The configuration has"), said());
  }

  private void accept(String pod) {
    Labels labels = Labels.of(Map.of("alertname", "Heap größer", "pod", pod));
    Alert alert =
        new Alert(
            Fingerprint.of(labels),
            AlertStatus.FIRING,
            labels,
            Labels.NONE,
            Optional.of(Instant.EPOCH));
    Configuration rules = Configuration.load(config, Map.of(), Senders.ANYONE);
    ledger.accept(List.of(new Intake.Decided(alert, rules.rules().decide(alert))));
  }

  private int verify(String... more) {
    String[] arguments = {"verify", "--ledger", folder.resolve("ledger.db").toString()};
    return run(concatenated(arguments, more));
  }

  private static String[] concatenated(String[] first, String[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private int run(String... arguments) {
    out.reset();
    return run(new PrintStream(out, false, UTF_8), arguments);
  }

  private int run(PrintStream to, String... arguments) {
    PrintStream errors = new PrintStream(err, true, UTF_8);
    int code = new CommandLine(AuditCommand.spec(to, errors)).execute(arguments);
    to.flush();
    return code;
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private String said() {
    return err.toString(UTF_8);
  }

  private String lastHash() {
    return printed().replaceFirst("(?s).*last hash: (\\S+).*", "$1");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
