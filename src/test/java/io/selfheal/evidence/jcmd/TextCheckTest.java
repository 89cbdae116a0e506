package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCheckTest {
  private static final String THREADS =
      """
      1:
      2026-11-21 02:52:33
      Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1 mixed mode, sharing):

      "main" #1 prio=5
      	at Leaky.main(Leaky.java:27)

      JNI global refs: 4, weak refs: 0

      """;
  private static final String DEADLOCK =
      """

      Found one Java-level deadlock:
      =============================
      "transfer-a":
        which is held by "transfer-b"

      """;

  @Test
  void a_thread_dump_ends_with_its_jni_references() {
    assertEquals(Optional.empty(), threads(THREADS));
  }

  @Test
  void a_thread_dump_with_deadlocks_ends_with_their_number() {
    assertEquals(Optional.empty(), threads(THREADS + DEADLOCK + "Found 1 deadlock.\n\n"));
    assertEquals(Optional.empty(), threads(THREADS + DEADLOCK + DEADLOCK + "Found 2 deadlocks.\n"));
  }

  @Test
  void a_thread_dump_that_breaks_off_in_its_deadlocks_is_damaged() {
    assertTrue(threads(THREADS + DEADLOCK).isPresent());
    assertTrue(threads(THREADS + "\nFound one Ja").isPresent());
  }

  @Test
  void a_thread_dump_without_its_first_line_is_damaged() {
    assertEquals(
        Optional.of("its opening line is missing"),
        threads("1:\nJNI global refs: 4, weak refs: 0\n"));
    assertTrue(threads("").isPresent());
  }

  @Test
  void a_thread_dump_cut_anywhere_before_its_closing_line_is_damaged() {
    int whole = THREADS.indexOf("weak refs: 0\n") + "weak refs: 0\n".length();
    for (int length = 0; length < whole; length++) {
      assertTrue(threads(THREADS.substring(0, length)).isPresent(), "cut at " + length);
    }
  }

  @Test
  void the_recorded_class_histogram_ends_with_its_total() {
    String text = Recording.exec("exec-class-histogram").stdout();
    assertEquals(Optional.empty(), check(TextCheck.classHistogram(), text));
    String cut = text.substring(0, text.indexOf("Total"));
    assertTrue(check(TextCheck.classHistogram(), cut).isPresent());
    assertTrue(check(TextCheck.classHistogram(), cut + "Total  26").isPresent());
  }

  @Test
  void lines_longer_than_any_buffer_do_no_harm() {
    String name = "\"" + "x".repeat(100_000) + "\" #2\n";
    assertEquals(Optional.empty(), threads(THREADS.replace("\"main\" #1 prio=5\n", name)));
  }

  private static Optional<String> threads(String text) {
    return check(TextCheck.threadDump(), text);
  }

  /** In pieces that end anywhere. */
  private static Optional<String> check(TextCheck check, String text) {
    Random random = new Random(text.length());
    ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (left.hasRemaining()) {
      int length = Math.min(left.remaining(), 1 + random.nextInt(50));
      check.accept(left.slice(left.position(), length));
      left.position(left.position() + length);
    }
    return check.problem();
  }
}
