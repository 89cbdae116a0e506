package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TriageCommandTest {
  private static final String FOUND =
      "The log has `java.lang.OutOfMemoryError` (Metaspace) 2 times";

  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("app.log");
    Files.writeString(log, "java.lang.OutOfMemoryError: Metaspace\n".repeat(2));
  }

  @Test
  void the_verdict_is_the_first_line_and_what_backs_it_stands_below() {
    assertEquals(0, triage(log.toString()));
    assertEquals(
        FOUND + "\n\n  50 %  " + FOUND + "\n       app.log: 2 times, the last in line 2 of 2\n",
        printed());
  }

  @Test
  void the_files_of_a_folder_are_read() {
    assertEquals(0, triage(folder.toString()));
    assertTrue(printed().startsWith(FOUND), printed());
  }

  @Test
  void nothing_conclusive_is_a_result() throws IOException {
    Files.writeString(log, "INFO started\n");
    assertEquals(0, triage(log.toString()));
    assertEquals("Nothing conclusive in app.log\n", printed());
  }

  @Test
  void a_file_that_is_none_is_told_and_the_others_are_read() {
    assertEquals(0, triage(log.toString(), folder.resolve("gone").toString()));
    assertTrue(printed().startsWith(FOUND), printed());
    assertTrue(printed().contains("gone: there is no such file"), printed());
  }

  @Test
  void what_is_no_file_is_not_waited_for() {
    assertEquals(0, triage(log.toString(), "/dev/null"));
    assertTrue(printed().contains("/dev/null: it is no file"), printed());
  }

  @Test
  void nothing_readable_is_a_failure() {
    assertEquals(1, triage(folder.resolve("gone").toString()));
    assertTrue(printed().startsWith("Nothing could be read\n"), printed());
  }

  @Test
  void no_file_at_all_is_a_mistake_in_the_command() {
    assertEquals(2, triage());
  }

  @Test
  void json_is_printed_instead_of_lines() throws IOException {
    assertEquals(0, triage("--json", log.toString()));
    JsonNode json = new ObjectMapper().readTree(printed());
    assertEquals(FOUND, json.path("headline").asText());
    assertEquals("class-loader-leak", json.at("/findings/0/fault").asText());
  }

  @Test
  void a_report_is_written_with_the_same_as_json_beside_it() throws IOException {
    Path page = folder.resolve("out.html");
    assertEquals(0, triage("--report", page.toString(), log.toString()));
    assertTrue(Files.readString(page).contains("<h1>The log has <code>java.lang.OutOf"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    assertEquals(FOUND, json.path("headline").asText());
  }

  @Test
  void a_report_that_cannot_be_written_is_a_failure_after_the_findings() {
    assertEquals(1, triage("--report", folder.resolve("no/out.html").toString(), log.toString()));
    assertTrue(printed().startsWith(FOUND), printed());
    assertTrue(printed().contains("name another place by --report"), printed());
  }

  @Test
  void a_page_is_not_written_where_its_json_goes() {
    Path page = folder.resolve("out.json");
    assertEquals(2, triage("--report", page.toString(), log.toString()));
    assertTrue(printed().contains("name a file that ends in .html"), printed());
    assertFalse(Files.exists(page));
  }

  @Test
  void what_it_wrote_into_a_folder_is_no_evidence_the_next_time() throws IOException {
    Path page = folder.resolve("triage.html");
    assertEquals(0, triage("--report", page.toString(), folder.toString()));
    String first = printed();
    bytes.reset();
    assertEquals(0, triage(folder.toString()));
    assertEquals(first, printed());
  }

  private int triage(String... arguments) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CommandLine command = new CommandLine(new TriageCommand(out, out).spec());
    command.setErr(new PrintWriter(bytes, true, StandardCharsets.UTF_8));
    return command.execute(arguments);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
