package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.alert.Labels;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Outcome;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.IncidentMessage.Link;
import io.selfheal.notification.Samples;
import io.selfheal.notification.Tone;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SlackMessageTest {
  private static final String HOSTILE =
      "<!channel> <@U012AB3CD> @here @Channel & <https://evil.example|click>\n\r\u0000\u001b[31m\u202e*x*";

  @TestFactory
  Stream<DynamicTest> each_state_reads_as_its_golden_file() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                dynamicTest(
                    sample.getKey(),
                    () -> Golden.compare(sample.getKey(), json(sample.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> each_state_keeps_within_the_limits_of_block_kit() {
    return Samples.all().entrySet().stream()
        .map(sample -> dynamicTest(sample.getKey(), () -> BlockKit.check(json(sample.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> each_end_has_a_thread_that_reads_as_its_golden_file() {
    return Samples.all().entrySet().stream()
        .filter(sample -> sample.getValue().closed())
        .map(sample -> dynamicTest(sample.getKey(), () -> thread(sample.getKey())));
  }

  private static void thread(String name) throws IOException {
    Repeats again = new Repeats(3, Optional.of(Samples.NIGHT.plusSeconds(120)));
    JsonNode reply = Golden.reply(Samples.reply(Samples.all().get(name), again, List.of()));
    BlockKit.check(reply);
    Golden.compare("thread-" + name, reply);
  }

  @Test
  void whom_it_calls_stands_at_its_end_and_nowhere_else() throws IOException {
    JsonNode calling = Golden.json(Samples.calling(Samples.admitted(), "<!subteam^S0ONCALL>"));
    BlockKit.check(calling);
    Golden.compare("admitted-calling", calling);
    assertFalse(json(Samples.admitted()).toString().contains("<!"));
  }

  @Test
  void what_the_evidence_says_has_a_line_of_its_own() throws IOException {
    JsonNode found =
        Golden.json(
            Samples.found(
                Samples.healed(), Samples.finding("<!here> 61 % of the heap is in Cart.items")));
    BlockKit.check(found);
    Golden.compare("healed-with-finding", found);
    assertFalse(found.toString().contains("<!"), found::toString);
  }

  @Test
  void every_outcome_has_a_golden_file() {
    for (Outcome outcome : Outcome.values()) {
      assertTrue(Samples.all().containsKey(outcome.slug()), outcome.slug());
    }
  }

  @Test
  void what_concerns_no_single_incident_names_none() throws IOException {
    IncidentMessage message =
        new IncidentMessage(
            "", Tone.ALARM, "No alerts", "None.", List.of(List.of(Line.of("Watchdog", "None."))));
    JsonNode json = Golden.json(message);
    BlockKit.check(json);
    assertFalse(json.toString().contains("incident"), json.toString());
  }

  @Test
  void no_label_can_mention_link_or_break_a_line() throws IOException {
    JsonNode json = json(Samples.refusedWith(hostile(HOSTILE)));
    String all = json.toString();
    BlockKit.check(json);
    assertAll(
        () -> assertFalse(all.contains("<!"), all),
        () -> assertFalse(all.contains("<@"), all),
        () -> assertFalse(all.contains("<http"), all),
        () ->
            assertFalse(all.toLowerCase(java.util.Locale.ROOT).matches(".*@(here|channel).*"), all),
        () -> assertFalse(all.matches("(?s).*\\\\u00[01].*|.*\u202e.*"), all),
        () -> assertTrue(all.contains("&lt;!channel&gt;"), all));
  }

  @Test
  void markup_objects_are_verbatim_so_that_plain_words_stay_plain() throws IOException {
    for (JsonNode text : json(Samples.healed()).findParents("verbatim")) {
      assertTrue(text.path("verbatim").asBoolean());
    }
    assertEquals(
        json(Samples.healed()).toString().split("\"mrkdwn\"", -1).length,
        json(Samples.healed()).toString().split("\"verbatim\":true", -1).length);
  }

  @Test
  void labels_of_100_kb_are_shortened() throws IOException {
    JsonNode json = json(Samples.refusedWith(hostile("&".repeat(100_000))));
    BlockKit.check(json);
    assertTrue(json.toString().length() < 15_000, () -> json.toString().length() + "");
  }

  @Test
  void a_hundred_long_failures_still_fit() throws IOException {
    Artefact failed =
        Artefact.failed(
            ArtefactKind.HEAP_DUMP,
            "heap.hprof",
            new Artefact.Failure(FailureReason.DAMAGED, "<".repeat(10_000)));
    Artefact[] artefacts = Collections.nCopies(100, failed).toArray(Artefact[]::new);
    BlockKit.check(json(Samples.with(Samples.healed(), artefacts)));
    BlockKit.check(
        Golden.reply(
            Samples.reply(Samples.with(Samples.healed(), artefacts), Repeats.NONE, List.of())));
  }

  @Test
  void sixty_paragraphs_are_cut_to_as_many_blocks_as_slack_takes() throws IOException {
    BlockKit.check(Golden.json(saying(Collections.nCopies(60, List.of(Line.of("Why", "x"))))));
  }

  @Test
  void lines_that_are_too_long_for_one_section_are_several() throws IOException {
    Line line = Line.of("Why", "x".repeat(1_500));
    JsonNode json = Golden.json(saying(List.of(Collections.nCopies(4, line))));
    BlockKit.check(json);
    assertEquals(5, json.toString().split("\\*Why\\*", -1).length);
  }

  private static IncidentMessage saying(List<List<Line>> paragraphs) {
    return new IncidentMessage("", Tone.ALARM, "Title", "Summary.", paragraphs);
  }

  @Test
  void a_links_label_can_mention_nobody() {
    Link link = new Link("<!here>|x", URI.create("https://a.example"));
    assertEquals(
        "*Links* <https://a.example|&lt;!here&gt;|x>",
        Mrkdwn.line(new Line("Links", "", List.of(link))));
  }

  @Test
  void a_link_that_is_no_web_address_is_left_out() throws IOException {
    Labels annotations =
        Labels.of(
            Map.of(
                "runbook_url", "javascript:alert(1)",
                "dashboard_url", "https://user:password@evil.example/"));
    String all = json(Samples.received(Labels.NONE, annotations)).toString();
    assertFalse(all.contains("javascript") || all.contains("evil.example"), all);
  }

  @Test
  void no_annotation_can_label_its_link_with_markup() throws IOException {
    Labels annotations =
        Labels.of(Map.of("<!here>|x_url", "https://a.example", "a_url", "https://b.example"));
    String all = json(Samples.received(Labels.NONE, annotations)).toString();
    assertFalse(all.contains("<!here>") || all.contains("a.example"), all);
    assertTrue(all.contains("<https://b.example|a>"), all);
  }

  @Test
  void an_emoji_at_the_cut_is_not_halved() {
    String cut = Mrkdwn.escape("ab😀cd", 4);
    assertEquals("ab…", cut);
  }

  private static Labels hostile(String value) {
    return Labels.of(
        Map.of(
            "alertname", value,
            "priority", value,
            "namespace", value,
            "pod", value,
            "container", value,
            "team", value));
  }

  private static JsonNode json(Incident incident) throws IOException {
    return Golden.json(Samples.message(incident));
  }
}
