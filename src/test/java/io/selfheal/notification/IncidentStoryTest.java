package io.selfheal.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Labels;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentStoryTest {
  @Test
  void a_healed_incident_says_what_was_captured_and_how_long_it_took() {
    String story = text(Samples.healed());
    assertTrue(story.contains("Recovered: yes, 3 of 3 pods have been Ready for 60 s"), story);
    assertTrue(story.contains("heap.hprof, 342.0 MiB in 3.1 s"), story);
    assertTrue(story.contains("https://drive.example.com/file/d/1a2b3c/view"), story);
    assertTrue(story.contains("recovery 1 min 13 s"), story);
  }

  @Test
  void a_deferral_says_why_and_when_it_is_asked_again() {
    String story = text(Samples.deferred());
    assertTrue(story.contains("limits.cooldown is 15m"), story);
    assertTrue(story.contains("waiting since 2026-11-21 02:45:13 UTC"), story);
  }

  @Test
  void a_failed_artefact_says_why_there_is_none() {
    String story = text(Samples.all().get("evidence-failed"));
    assertTrue(story.contains("Heap dump: failed: no space left in /tmp"), story);
    assertTrue(story.contains("kubectl -n shop delete pod pay-7d9f6c5b8-x2x4z"), story);
  }

  @Test
  void evidence_that_never_was_alarms_nobody() {
    Artefact never =
        Artefact.failed(
            ArtefactKind.PREVIOUS_LOG,
            "previous-log.txt",
            new Artefact.Failure(FailureReason.NO_PREVIOUS_LOG, "never restarted"));
    Incident healed = Samples.with(Samples.healed(), never);
    assertFalse(text(healed).contains("log"), text(healed));
    String thread = text(Samples.reply(healed, Repeats.NONE, List.of()));
    assertTrue(thread.contains("Previous log: there is none"), thread);
    assertFalse(thread.contains("failed"), thread);
  }

  @Test
  void a_manifest_has_no_line_unless_it_could_not_be_written() {
    Artefact.Content content =
        new Artefact.Content(2_100, "ab".repeat(32), Verification.FULL, Duration.ofMillis(4));
    Artefact kept = Artefact.verified(ArtefactKind.MANIFEST, "manifest.json", content);
    Artefact.Failure full =
        new Artefact.Failure(FailureReason.NO_SPACE_IN_SPOOL, "the spool does not take it");
    Artefact failed = Artefact.failed(ArtefactKind.MANIFEST, "manifest.json", full);
    assertFalse(text(Samples.with(Samples.healed(), kept)).contains("anifest"));
    assertTrue(
        text(Samples.with(Samples.healed(), failed))
            .contains("Manifest: failed: the spool does not take it"));
  }

  @ParameterizedTest
  @EnumSource(names = {"TARGET_CHANGED", "CONTAINER_NOT_RUNNING"})
  void no_command_names_a_pod_that_may_be_the_replacement_by_now(FailureReason reason) {
    String story = text(Samples.evidenceFailed(reason));
    assertTrue(story.contains("To do: Nothing"), story);
    assertFalse(story.contains("kubectl"), story);
  }

  @Test
  void a_command_is_never_made_of_labels() {
    Incident unbound = Samples.all().get("joined");
    assertTrue(unbound.target().isEmpty());
    assertFalse(text(unbound).contains("kubectl"));
  }

  @Test
  void only_an_end_is_concluded() {
    assertEquals(Tone.WORKING, Tone.of(Samples.terminated()));
    assertEquals(Tone.WAITING, Tone.of(Samples.deferred()));
    assertEquals(Tone.GOOD, Tone.of(Samples.healed()));
    assertEquals(
        List.of(Tone.GOOD, Tone.NOTICE, Tone.ALARM),
        List.of(Tone.values()).stream().filter(Tone::concluded).toList());
  }

  @Test
  void durations_and_sizes_read_well_at_night() {
    assertEquals("0.4 s", Amount.took(Duration.ofMillis(412)));
    assertEquals("1 min 14 s", Amount.took(Duration.ofSeconds(74)));
    assertEquals("26 h 3 min", Amount.took(Duration.ofMinutes(26 * 60 + 3)));
    assertEquals("0.0 s", Amount.took(Duration.ofSeconds(-3)));
    assertEquals("512 B", Amount.bytes(512));
    assertEquals("20.0 GiB", Amount.bytes(20L << 30));
  }

  @Test
  void the_console_prints_the_whole_story_and_then_what_changed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ConsoleNotifier console =
        new ConsoleNotifier(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    console.post("", Samples.message(Samples.admitted()));
    int first = bytes.size();
    console.edit(null, Samples.message(Samples.terminated()));
    String all = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(all.startsWith("[20261121T024512-6f1c2a9b] 🔵 Responding: pay"), all);
    assertEquals(2, all.split("Pod removed", -1).length, all);
    assertEquals(2, all.split("Workload:", -1).length, all);
    assertTrue(all.indexOf("heap.hprof") > 0 && first > 0, all);
  }

  @Test
  void a_long_list_of_evidence_stays_short_in_the_message_and_whole_in_the_thread() {
    Artefact.Content content =
        new Artefact.Content(2_100, "ab".repeat(32), Verification.FULL, Duration.ofMillis(4));
    Incident healed =
        Samples.with(
            Samples.healed(),
            Artefact.verified(ArtefactKind.POD, "pod.json", content),
            Artefact.verified(ArtefactKind.LOG, "log.txt", content),
            Artefact.verified(ArtefactKind.HEAP_DUMP, "heap.hprof", content));
    String story = text(healed);
    assertTrue(story.contains("Heap dump: heap.hprof, 2.1 KiB"), story);
    assertTrue(story.contains("Also: pod.json, log.txt"), story);
    String thread = text(Samples.reply(healed, Repeats.NONE, List.of()));
    assertTrue(thread.contains("Log: log.txt, 2.1 KiB in 0.0 s, verified"), thread);
    assertTrue(thread.contains("SHA-256 abababababababab…"), thread);
  }

  @Test
  void what_people_should_know_of_a_file_stands_with_it() {
    var content =
        new Artefact.Content(1_000, "ab".repeat(32), Verification.FULL, Duration.ofSeconds(1));
    Artefact log =
        Artefact.verified(ArtefactKind.LOG, "log.txt", content).withRemark("It came damaged.");
    assertTrue(
        EvidenceLines.brief(List.of(log)).get(0).text().endsWith(" (It came damaged.)"),
        EvidenceLines.brief(List.of(log)).toString());
  }

  @Test
  void what_the_evidence_says_comes_before_what_to_do() {
    List<Line> first =
        Samples.found(Samples.healed(), Samples.finding("a leak\u2028in Cart")).paragraphs().get(0);
    assertEquals(
        List.of("Recovered", "Finding", "To do"), first.stream().map(Line::label).toList());
    assertEquals("a leak in Cart", first.get(1).text());
  }

  @Test
  void the_two_surest_findings_are_told_and_no_mere_sign() {
    Finding sign = new Finding(Fault.LOGGED_ERROR, 39, "an error", List.of("3 times"));
    IncidentMessage message =
        Samples.found(
            Samples.healed(),
            Samples.finding("first"),
            Samples.finding("second"),
            Samples.finding("third"));
    assertEquals(List.of("first", "second"), findings(message));
    assertEquals(List.of(), findings(Samples.found(Samples.healed(), sign)));
  }

  @Test
  void where_all_was_read_and_nothing_found_that_is_said() {
    Artefact.Content content =
        new Artefact.Content(3, "ab".repeat(32), Verification.FULL, Duration.ofSeconds(1));
    Artefact report = Artefact.verified(ArtefactKind.REPORT, "report.html", content);
    Incident read = Samples.with(Samples.healed(), report);
    assertEquals(List.of("nothing conclusive in the evidence"), findings(Samples.found(read)));
  }

  private static List<String> findings(IncidentMessage message) {
    return message.paragraphs().get(0).stream()
        .filter(line -> line.label().equals("Finding"))
        .map(Line::text)
        .toList();
  }

  @Test
  void annotations_lead_to_the_runbook_first_and_to_every_dashboard() {
    Labels annotations =
        Labels.of(
            Map.of(
                "dashboard", "https://grafana.example.com/d/1",
                "heap_dashboard_url", "https://grafana.example.com/d/2",
                "runbook_url", "https://runbooks.example.com/memory",
                "summary", "https://evil.example",
                "Odd_url", "https://evil.example"));
    String story = text(Samples.received(Labels.NONE, annotations));
    assertTrue(
        story.endsWith(
            "Links: runbook https://runbooks.example.com/memory"
                + " · dashboard https://grafana.example.com/d/1"
                + " · heap dashboard https://grafana.example.com/d/2"),
        story);
  }

  private static String text(Incident incident) {
    return text(Samples.message(incident));
  }

  private static String text(IncidentMessage message) {
    return message.paragraphs().stream()
        .flatMap(List::stream)
        .map(Line::toString)
        .collect(Collectors.joining("\n"));
  }
}
