package io.selfheal.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.report.HtmlReport;
import io.selfheal.triage.report.JsonReport;
import io.selfheal.triage.report.Report;
import io.selfheal.triage.report.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of threads, classes and methods that a pod made up, and too many of them. */
class HostileNamesTest {
  private static final int MUCH = 2 << 20;

  @TempDir Path folder;

  @Test
  void no_name_begins_a_line_turns_one_round_or_steers_a_terminal() {
    assertEquals("a?b?c?d?e?f", Mask.of("a\nb\u001bc\u009bd\u202ee\ud800f"));
    assertEquals("a b", new Finding(Fault.CRASH, 50, "a\nb", List.of("1")).sentence());
  }

  @Test
  void a_cut_leaves_whole_signs() {
    assertEquals("ab ...", Mask.of("ab\ud83d\ude00cd", 3));
  }

  @Test
  void a_finding_has_no_more_lines_than_people_read() {
    List<String> lines = IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList();
    Finding shown = new Finding(Fault.DEADLOCK, 99, "a".repeat(5_000), lines).masked();
    assertEquals(25, shown.backing().size());
    assertEquals("and 99976 more such lines", shown.backing().get(24));
    assertTrue(shown.sentence().length() < 1_010);
  }

  @Test
  void stacks_of_long_names_make_no_long_report() throws Exception {
    String frames =
        IntStream.range(0, 20)
            .mapToObj(depth -> "\tat " + "a.".repeat(1_900) + "T%d.m" + depth + "()")
            .collect(Collectors.joining("\n"));
    String threads =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    "\"t%d\" #%d prio=5 os_prio=0\n".formatted(i, i) + frames.replace("%d", "" + i))
            .collect(Collectors.joining("\n\n"));
    assertShort(
        ArtefactKind.THREAD_DUMP, "Full thread dump X:\n\n" + threads + "\nJNI global refs: 1\n");
  }

  @Test
  void thirty_thousand_classes_make_no_long_report() throws Exception {
    String classes =
        IntStream.range(0, 30_000)
            .mapToObj(
                i ->
                    "%d: 1 16 p%d.q%d.r%d.s%d.Class`%d"
                        .formatted(i, i % 24, i / 24 % 24, i / 576 % 24, i / 13_824, i))
            .collect(Collectors.joining("\n"));
    assertShort(ArtefactKind.CLASS_HISTOGRAM, " num     #instances\n" + classes);
  }

  private void assertShort(ArtefactKind kind, String text)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("evidence.txt"), text);
    Triage triage = Triage.standard(1, Duration.ofSeconds(1));
    Diagnosis diagnosis = triage.quick(List.of(new Specimen(kind, "evidence.txt", file)));
    assertEquals(List.of(), diagnosis.unread());
    Report report = Report.of("shop/web-0", diagnosis, Timeline.NONE);
    assertTrue(HtmlReport.of(report).length() < MUCH, "the page");
    assertTrue(JsonReport.of(report).length() < MUCH, "the JSON");
  }
}
