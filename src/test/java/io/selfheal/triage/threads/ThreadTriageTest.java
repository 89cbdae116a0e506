package io.selfheal.triage.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.StackNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTriageTest {
  private static final Path RECORDED = Path.of("src/test/resources/threads");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"thread-print-17.txt", "thread-print-25.txt"})
  void both_deadlocks_of_a_recorded_dump_come_first(String name) {
    List<String> sentences =
        ThreadTriage.of(List.of(recorded(name))).findings().stream()
            .map(Finding::sentence)
            .toList();
    assertEquals(
        List.of(
            "`mon-a` and `mon-b` deadlock on two locks (Object) in `S.main`",
            "`lock-a` and `lock-b` deadlock on two locks (ReentrantLock) in `S.main`"),
        sentences);
  }

  @Test
  void virtual_threads_that_wait_for_a_lock_are_seen_in_a_dump_to_file() {
    List<Finding> found = ThreadTriage.of(List.of(recorded("dump-to-file-25.json"))).findings();
    assertEquals(Fault.DEADLOCK, found.get(0).fault());
    Finding contention = found.get(1);
    assertEquals(
        "four threads of `virtual-#` wait for a lock (Object) in `S.main`;"
            + " `virtual-33` holds it and sleeps in `S.z`",
        contention.sentence());
  }

  @Test
  void what_one_form_of_dump_says_is_not_said_again_of_the_other() {
    PartialDiagnosis both =
        ThreadTriage.of(List.of(recorded("thread-print-25.txt"), recorded("dump-to-file-25.json")));
    assertEquals(
        2, both.findings().stream().filter(found -> found.fault() == Fault.DEADLOCK).count());
  }

  @Test
  void the_stacks_of_the_last_dump_are_by_state_and_from_the_root() {
    StackNode all =
        ThreadTriage.of(List.of(recorded("thread-print-17.txt"))).stacks().orElseThrow();
    assertEquals(22, all.threads());
    StackNode blocked = call(all, "BLOCKED");
    assertEquals(2, blocked.threads());
    StackNode run = call(blocked, "java.lang.Thread.run");
    assertEquals(2, run.threads());
    assertEquals(2, run.calls().size());
  }

  private static StackNode call(StackNode node, String label) {
    return node.calls().stream()
        .filter(call -> call.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void dumps_are_ordered_by_their_own_time_whatever_they_are_called() throws IOException {
    Specimen late = dump("thread-dump-1.txt", "2026-11-26 10:00:01", 1990, 11);
    Specimen early = dump("thread-dump-2.txt", "2026-11-26 10:00:00", 1000, 10);
    assertEquals(
        List.of("`hot` burns 99 % CPU in `Leaky.spin`"),
        ThreadTriage.of(List.of(late, early)).findings().stream().map(Finding::sentence).toList());
  }

  private Specimen dump(String name, String time, int cpu, int elapsed) throws IOException {
    String text =
        time
            + "\nFull thread dump x\n\n\"hot\" #9 prio=5 cpu="
            + cpu
            + ".00ms elapsed="
            + elapsed
            + ".00s tid=0x1 runnable\n   java.lang.Thread.State: RUNNABLE\n"
            + "\tat shop.Leaky.spin(Leaky.java:1)\n\nJNI global refs: 1\n";
    return new Specimen(
        ArtefactKind.THREAD_DUMP, name, Files.writeString(folder.resolve(name), text));
  }

  @Test
  void what_cannot_be_read_is_said_with_its_name() throws IOException {
    Path binary = Files.write(folder.resolve("thread-dump-1.txt"), new byte[] {0, 1, 2, 3});
    PartialDiagnosis found =
        ThreadTriage.of(
            List.of(
                new Specimen(ArtefactKind.THREAD_DUMP, "thread-dump-1.txt", binary),
                recorded("thread-print-17.txt")));
    assertEquals(
        List.of("thread-dump-1.txt: it has no thread dump that could be read"), found.unread());
    assertEquals(2, found.findings().size());
  }

  @Test
  void other_artefacts_are_left_to_others() {
    Specimen log =
        new Specimen(ArtefactKind.LOG, "log.txt", RECORDED.resolve("thread-print-17.txt"));
    PartialDiagnosis found = ThreadTriage.of(List.of(log));
    assertEquals(List.of(), found.findings());
    assertEquals(Optional.empty(), found.stacks());
  }

  @Test
  void no_address_and_no_line_break_is_in_a_sentence() {
    Stream.of("thread-print-17.txt", "thread-print-25.txt", "dump-to-file-25.txt")
        .flatMap(name -> ThreadTriage.of(List.of(recorded(name))).findings().stream())
        .forEach(found -> assertTrue(!found.toString().contains("0x0"), found::toString));
  }

  private static Specimen recorded(String name) {
    return new Specimen(ArtefactKind.THREAD_DUMP, name, RECORDED.resolve(name));
  }
}
