package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoggedThreadDumpTest {
  private static final String TIME = "2026-11-21 00:58:35\n";
  private static final String HEAD =
      "Full thread dump OpenJDK 64-Bit Server VM (17):\n\n\"main\" #1\n\n";
  private static final String END = "JNI global refs: 4, weak refs: 0\n";
  private static final String DEADLOCK =
      "\nFound one Java-level deadlock:\n=====\n\"a\":\n\nFound 1 deadlock.\n";
  private static final String HEAP = "\nHeap\n garbage-first heap   total 69632K\n";

  @Test
  void a_dump_is_cut_out_of_what_the_service_logs() {
    String log = "READY\n" + TIME + HEAD + END + HEAP + "served 3 orders\n";
    assertEquals(Optional.of(TIME + HEAD + END), LoggedThreadDump.newest(log));
  }

  @Test
  void deadlocks_come_after_the_threads_and_belong_to_it() {
    String log = TIME + HEAD + END + DEADLOCK + HEAP;
    assertEquals(Optional.of(TIME + HEAD + END + DEADLOCK), LoggedThreadDump.newest(log));
  }

  @Test
  void what_others_log_between_the_threads_and_the_heap_is_left_out() {
    String log = TIME + HEAD + END + "served 3 orders\n" + HEAP;
    assertEquals(Optional.of(TIME + HEAD + END), LoggedThreadDump.newest(log));
  }

  @Test
  void of_several_the_last_complete_one_counts() {
    String first = TIME + HEAD.replace("main", "first") + END;
    String second = TIME + HEAD.replace("main", "second") + END;
    assertEquals(Optional.of(second), LoggedThreadDump.newest(first + HEAP + second + HEAP));
    assertEquals(
        Optional.of(first), LoggedThreadDump.newest(first + HEAP + TIME + HEAD + "\"b\" #2\n"));
  }

  @Test
  void without_its_opening_or_without_what_follows_it_there_is_none() {
    assertEquals(Optional.empty(), LoggedThreadDump.newest(END + HEAP));
    assertEquals(Optional.empty(), LoggedThreadDump.newest(TIME + HEAD + END));
    assertEquals(Optional.empty(), LoggedThreadDump.newest(""));
  }

  /** The recorded log begins in the middle of the dump: its opening is put before it here. */
  @Test
  void what_a_real_jvm_printed_passes_the_check_of_thread_dumps() throws Exception {
    Path file = Path.of("src/test/resources/recordings/pod-log-after-sigquit.json");
    String log = new ObjectMapper().readTree(file.toFile()).at("/response/body").asText();
    assertEquals(Optional.empty(), LoggedThreadDump.newest(log));
    String dump = LoggedThreadDump.newest(TIME + HEAD + log).orElseThrow();
    TextCheck check = TextCheck.threadDump();
    check.accept(ByteBuffer.wrap(dump.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), check.problem());
    assertTrue(dump.endsWith("JNI global refs: 4, weak refs: 0\n"), dump);
    assertFalse(dump.contains("garbage-first heap"));
  }
}
