package io.selfheal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionTest {
  private final Problems problems = new Problems("x.yaml");

  @Test
  void every_kind_of_value_is_read() {
    Section section = parse("{a: text, b: 7, c: true, d: 1h30m, e: 2GiB, f: /x, g: 'http://h/'}");
    assertEquals("text", section.string("a", ""));
    assertEquals(7, section.integer("b", 0, 0, 9));
    assertEquals(true, section.flag("c", false));
    assertEquals(Duration.ofMinutes(90), section.duration("d", Duration.ZERO));
    assertEquals(2L << 30, section.bytes("e", 0));
    assertEquals(Optional.of(Path.of("/x")), section.path("f"));
    assertEquals(Optional.of(URI.create("http://h/")), section.uri("g"));
    section.done();
    assertEquals("", report());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v: 9999999999999999999 | found \"9999999999999999999\"; expected a whole number",
        "v: 4294967297          | found 4294967297; expected a whole number from 0 to 9",
        "v: 0x5                 | found \"0x5\"; expected a whole number from 0 to 9",
        "v: 1_0                 | found \"1_0\"; expected a whole number from 0 to 9",
        "v: 1.0                 | found \"1.0\"; expected a whole number from 0 to 9",
        "v: '5'                 | found \"5\"; expected a whole number from 0 to 9",
        "v:                     | found null; expected a whole number from 0 to 9",
        "v: [5]                 | found a list; expected a whole number from 0 to 9",
      })
  void what_is_no_plain_number_within_bounds_is_none(String yaml, String expected) {
    expect(yaml, section -> assertEquals(3, section.integer("v", 3, 0, 9)), expected);
  }

  @ParameterizedTest
  @CsvSource({"yes", "on", "'no'", "1", "True "})
  void only_true_and_false_are_flags(String text) {
    Section section = parse("v: " + text);
    section.flag("v", false);
    assertEquals(text.isBlank() || text.startsWith("True"), report().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"9999999TiB", "999999999TiB", "8388608TiB", "1GB", "-1GiB", "1 GiB", "''", "12"})
  void a_size_that_is_none_or_does_not_fit_is_a_problem(String text) {
    expect("v: " + text, section -> assertEquals(5, section.bytes("v", 5)), "expected a size as");
  }

  @ParameterizedTest
  @CsvSource({"999999d", "1m1h", "90", "1.5h", "-5m", "''", "5M", "P1D"})
  void a_duration_that_is_none_or_too_long_is_a_problem(String text) {
    Duration fallback = Duration.ofSeconds(5);
    expect(
        "v: " + text,
        section -> assertEquals(fallback, section.duration("v", fallback)),
        "expected a duration as");
  }

  @Test
  void a_path_with_a_nul_is_a_problem() {
    expect("v: \"a\\0b\"", section -> section.path("v"), "v: found \"a\\u0000b\"; expected a path");
  }

  @ParameterizedTest
  @CsvSource({"ftp://h/", "http:///x", "h:80", "'http://a b/'", "''"})
  void what_is_no_http_url_is_a_problem(String text) {
    expect("v: " + text, section -> section.uri("v"), "expected a URL that begins with http");
  }

  @Test
  void an_element_that_is_no_text_is_reported_with_its_index() {
    expect(
        "v: [a, 1, [b], null]",
        section -> assertEquals(List.of("a"), section.strings("v", List.of())),
        """
        x.yaml: v[1]: found 1; expected a text (put it in quotes)
        x.yaml: v[2]: found a list; expected a text
        x.yaml: v[3]: found null; expected a text (put it in quotes)""");
  }

  @ParameterizedTest
  @CsvSource({"whenEvidenceFail", "when-evidence-fails", "WHENEVIDENCEFAILS", "wenEvidensFails"})
  void an_unknown_key_is_reported_with_the_nearest_one(String key) {
    Section section = parse(key + ": x");
    section.optionalString("name");
    section.optionalString("whenEvidenceFails");
    section.done();
    assertEquals(
        "x.yaml: %s: found an unknown key; expected one of name, whenEvidenceFails; %s"
            .formatted(key, "did you mean whenEvidenceFails?"),
        report());
  }

  @Test
  void a_key_that_is_like_no_other_gets_the_list_alone() {
    Section section = parse("replicas: 1");
    section.optionalString("name");
    section.done();
    assertEquals("x.yaml: replicas: found an unknown key; expected one of name", report());
  }

  @ParameterizedTest
  @CsvSource({"botToken", "password", "driveKey", "clientSecret", "slackWebhookUrl"})
  void a_value_under_a_key_that_may_be_a_secret_is_not_shown(String key) {
    parse(key + ": hunter2").integer(key, 0, 0, 1);
    assertFalse(report().contains("hunter2"), report());
  }

  @Test
  void a_long_value_is_shortened_and_stays_on_one_line() {
    parse("v: \"x\\ny" + "z".repeat(500) + "\"").flag("v", false);
    assertEquals(
        "x.yaml: v: found \"x\\ny" + "z".repeat(77) + "\"...; expected true or false", report());
  }

  @Test
  void the_same_mistake_is_reported_once() {
    Section section = parse("v: x");
    section.section("v");
    section.section("v");
    assertEquals("x.yaml: v: found \"x\"; expected a mapping of keys to values", report());
  }

  private void expect(String yaml, Consumer<Section> reader, String expected) {
    reader.accept(parse(yaml));
    assertEquals(true, report().contains(expected), report());
  }

  private Section parse(String yaml) {
    return ConfigFile.parse(yaml, problems);
  }

  private String report() {
    return String.join("\n", problems.found().stream().map(Problem::toString).toList());
  }
}
