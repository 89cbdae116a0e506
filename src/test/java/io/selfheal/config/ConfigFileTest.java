package io.selfheal.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private final Problems problems = new Problems("responder.yaml");
  private Path file;

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    file = folder.resolve("responder.yaml");
  }

  @Test
  void a_good_file_is_read_without_a_problem() throws IOException {
    Section root = read("name: Zoë 🩺\n".getBytes(UTF_8));
    assertEquals(Optional.of("Zoë 🩺"), root.optionalString("name"));
    assertEquals(List.of(), report());
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_key() throws IOException {
    assertEquals("x", read("\uFEFFname: x\n".getBytes(UTF_8)).string("name", ""));
    assertEquals(List.of(), report());
  }

  @Test
  void an_empty_file_is_one_problem() throws IOException {
    read(new byte[0]).requiredString("name", "a name");
    assertEquals(
        List.of("responder.yaml: the file: found nothing; expected a mapping of keys to values"),
        report());
  }

  @Test
  void an_empty_text_is_an_empty_section() {
    assertFalse(ConfigFile.parse("", problems).has("name"));
    assertEquals(List.of(), report());
  }

  @Test
  void bytes_that_are_no_utf_8_are_a_problem() throws IOException {
    read("name: Zoë\n".getBytes(ISO_8859_1));
    assertEquals(
        List.of("responder.yaml: the file: found bytes that are no UTF-8; expected text in UTF-8"),
        report());
  }

  @Test
  void a_file_of_more_than_1_mib_is_a_problem() throws IOException {
    read(("name: " + "x".repeat(1 << 20)).getBytes(UTF_8));
    assertEquals(
        List.of("responder.yaml: the file: found more than 1 MiB; expected at most 1 MiB"),
        report());
  }

  @Test
  void a_missing_file_is_a_problem() {
    ConfigFile.read(file, problems);
    assertEquals(
        List.of(
            "responder.yaml: the file: found nothing to read (NoSuchFileException);"
                + " expected a file that this process may read"),
        report());
  }

  @Test
  void a_syntax_error_does_not_show_the_line_it_is_in() throws IOException {
    read("slack:\n  botToken: \"xoxb-1-secret\n".getBytes(UTF_8));
    assertEquals(1, report().size());
    assertFalse(report().get(0).contains("xoxb"), report().get(0));
  }

  @Test
  void any_cut_of_a_file_is_read_or_reported_and_never_throws() throws IOException {
    String rules = Files.readString(Path.of("config/rules.yaml"));
    for (int end = 0; end <= rules.length(); end += 7) {
      Section root = ConfigFile.parse(rules.substring(0, end), new Problems("rules.yaml"));
      assertTrue(root.sections("rules").size() <= 3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&", "*", "!", "{", "[", "\t", "\u0000", "%", "?", "|", ":", "\"", "\ud800", "-"})
  void any_stray_character_is_read_or_reported_and_never_throws(String stray) throws IOException {
    String rules = Files.readString(Path.of("config/rules.yaml"));
    for (int at = 0; at <= rules.length(); at += 5) {
      String broken = rules.substring(0, at) + stray + rules.substring(at);
      Section root = ConfigFile.parse(broken, new Problems("rules.yaml"));
      assertTrue(root.sections("rules").size() <= 4);
    }
  }

  private Section read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return ConfigFile.read(file, problems);
  }

  private List<String> report() {
    return problems.found().stream().map(Problem::toString).toList();
  }
}
