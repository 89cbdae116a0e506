package io.selfheal.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parts together: their order, their trouble, and what is said when there is nothing. */
class TriageTest {
  private static final Set<ArtefactKind> HEAP = Set.of(ArtefactKind.HEAP_DUMP);
  private static final Set<ArtefactKind> THREADS = Set.of(ArtefactKind.THREAD_DUMP);
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

  @TempDir Path folder;

  @Test
  void a_heap_dump_is_for_the_thorough_reading_only() throws Exception {
    Triage triage = new Triage(List.of(), List.of(finds(HEAP, Fault.HEAP_LEAK, 90, "leak")));
    List<Specimen> dump = List.of(specimen(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", ""));
    assertEquals("Nothing could be read", triage.quick(dump).headline());
    assertEquals("leak", triage.thorough(dump).headline());
  }

  @Test
  void the_cause_goes_before_the_sign_that_makes_it_surer() throws Exception {
    Triage triage =
        new Triage(
            List.of(
                finds(THREADS, Fault.OOM_KILLED, 50, "killed"),
                finds(THREADS, Fault.HEAP_LEAK, 48, "leak")),
            List.of());
    Verdict verdict = triage.quick(dumps()).verdict();
    assertEquals("leak", verdict.first().orElseThrow().sentence());
    assertEquals(51, verdict.first().orElseThrow().confidence());
    assertEquals(List.of("1 figure", "also: killed"), verdict.first().orElseThrow().backing());
  }

  @Test
  void what_two_files_say_alike_is_said_once() throws Exception {
    Triage triage = new Triage(List.of(), List.of());
    String log = "java.io.IOException: lost\n";
    Verdict verdict =
        triage
            .quick(
                List.of(
                    specimen(ArtefactKind.LOG, "log.txt", log),
                    specimen(ArtefactKind.PREVIOUS_LOG, "previous-log.txt", log)))
            .verdict();
    assertEquals(1, verdict.findings().size());
    assertEquals(2, verdict.findings().get(0).backing().size());
  }

  @Test
  void what_is_not_sure_enough_is_nothing_conclusive() throws Exception {
    Triage triage =
        new Triage(List.of(finds(THREADS, Fault.THREAD_LEAK, 39, "many threads")), List.of());
    Diagnosis diagnosis = triage.quick(dumps());
    assertEquals(Optional.empty(), diagnosis.verdict().conclusive());
    assertEquals(
        "Nothing conclusive in thread-dump-1.txt; the strongest sign: many threads",
        diagnosis.headline());
  }

  @Test
  void where_nothing_is_found_it_is_said_what_was_looked_at() throws Exception {
    Triage triage =
        new Triage(
            List.of(new Part(THREADS, mine -> PartialDiagnosis.of(List.of(), List.of()))),
            List.of());
    assertEquals("Nothing conclusive in thread-dump-1.txt", triage.quick(dumps()).headline());
  }

  @Test
  void of_files_like_each_other_the_last_one_is_read_and_the_others_are_told() throws Exception {
    Part part = new Part(THREADS, 1, mine -> sees(mine.size() + " file"));
    List<Specimen> two =
        List.of(
            specimen(ArtefactKind.THREAD_DUMP, "dump", ""),
            specimen(ArtefactKind.THREAD_DUMP, "dump-2", ""));
    Diagnosis diagnosis = new Triage(List.of(part, part), List.of()).quick(two);
    assertEquals("1 file", diagnosis.headline());
    assertEquals(List.of("dump-2"), diagnosis.read());
    assertEquals(List.of("dump was left out: a later one like it shows more"), diagnosis.unread());
  }

  @Test
  void a_file_that_could_not_be_read_takes_no_other_with_it() throws Exception {
    Part part = new Part(THREADS, mine -> PartialDiagnosis.unread("dump.txt: it is cut off"));
    List<Specimen> two =
        List.of(
            specimen(ArtefactKind.THREAD_DUMP, "dump", ""),
            specimen(ArtefactKind.THREAD_DUMP, "dump.txt", ""));
    assertEquals(List.of("dump"), new Triage(List.of(part), List.of()).quick(two).read());
  }

  enum Trouble {
    IO,
    RUNTIME,
    STACK,
    MEMORY,
    LINKAGE;

    PartialDiagnosis strike() throws IOException {
      return switch (this) {
        case IO -> throw new IOException("about " + TOKEN);
        case RUNTIME -> throw new IllegalStateException("about " + TOKEN);
        case STACK -> strike();
        case MEMORY -> throw new OutOfMemoryError("about " + TOKEN);
        case LINKAGE -> throw new NoClassDefFoundError("about " + TOKEN);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_part_that_fails_is_a_sentence_and_keeps_no_other_from_reading(Trouble trouble)
      throws Exception {
    Triage triage =
        new Triage(
            List.of(
                new Part(THREADS, mine -> trouble.strike()),
                finds(THREADS, Fault.HOT_THREAD, 80, "hot")),
            List.of());
    Diagnosis diagnosis = triage.quick(dumps());
    assertEquals("hot", diagnosis.headline());
    assertEquals(1, diagnosis.unread().size());
    assertTrue(
        diagnosis.unread().get(0).startsWith("Cannot read thread-dump-1.txt: "),
        diagnosis.toString());
  }

  @Test
  void no_secret_leaves_by_a_sentence_a_figure_a_picture_or_a_trouble() throws Exception {
    Finding finding =
        new Finding(Fault.HOT_THREAD, 80, "`" + TOKEN + "` is hot", List.of("1: " + TOKEN));
    StackNode stacks = new StackNode("all", 1, List.of(new StackNode(TOKEN, 1, List.of())));
    SizeNode sizes = new SizeNode("heap", 1, 1, List.of(new SizeNode(TOKEN, 1, 1, List.of())));
    Part part =
        new Part(
            THREADS,
            mine ->
                new PartialDiagnosis(
                    List.of(finding),
                    Optional.of(stacks),
                    Optional.of(sizes),
                    Optional.of(sizes),
                    List.of("no " + TOKEN)));
    Specimen named = specimen(ArtefactKind.THREAD_DUMP, TOKEN, "");
    Diagnosis diagnosis =
        new Triage(List.of(part), List.of()).quick(List.of(named)).alsoUnread(List.of(TOKEN));
    assertTrue(diagnosis.toString().contains(Mask.MASKED), diagnosis.toString());
    assertTrue(!diagnosis.toString().contains("eyJ"), diagnosis.toString());
  }

  @Test
  void a_finding_whose_every_figure_is_masked_keeps_one() {
    Finding masked =
        new Finding(Fault.LOGGED_ERROR, 30, "s", List.of("card 4111111111111111")).masked();
    assertEquals("card ***", masked.backing().get(0));
    assertEquals(2, masked.backing().size());
  }

  private List<Specimen> dumps() throws IOException {
    return List.of(specimen(ArtefactKind.THREAD_DUMP, "thread-dump-1.txt", ""));
  }

  private Specimen specimen(ArtefactKind kind, String name, String text) throws IOException {
    return new Specimen(kind, name, Files.writeString(folder.resolve(name), text));
  }

  private static Part finds(Set<ArtefactKind> kinds, Fault fault, int confidence, String sentence) {
    return new Part(kinds, mine -> finding(fault, confidence, sentence));
  }

  private static PartialDiagnosis sees(String sentence) {
    return finding(Fault.HOT_THREAD, 80, sentence);
  }

  private static PartialDiagnosis finding(Fault fault, int confidence, String sentence) {
    Finding finding = new Finding(fault, confidence, sentence, List.of("1 figure"));
    return PartialDiagnosis.of(List.of(finding), List.of());
  }
}
