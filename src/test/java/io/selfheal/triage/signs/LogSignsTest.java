package io.selfheal.triage.signs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSignsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.OutOfMemoryError: Java heap space | OUT_OF_MEMORY | `java.lang.OutOfMemoryError`"
            + " (Java heap space)",
        "java.lang.OutOfMemoryError: GC overhead limit exceeded | GC_THRASH |"
            + " `java.lang.OutOfMemoryError` (GC overhead limit exceeded)",
        "java.lang.OutOfMemoryError: Metaspace | CLASS_LOADER_LEAK | `java.lang.OutOfMemoryError`"
            + " (Metaspace)",
        "java.lang.OutOfMemoryError: Compressed class space | CLASS_LOADER_LEAK |"
            + " `java.lang.OutOfMemoryError` (Metaspace)",
        "java.lang.OutOfMemoryError: Direct buffer memory | DIRECT_MEMORY |"
            + " `java.lang.OutOfMemoryError` (direct buffer memory)",
        "java.lang.OutOfMemoryError: Cannot reserve 1048576 bytes of direct buffer memory"
            + " (allocated: 9, limit: 10) | DIRECT_MEMORY | `java.lang.OutOfMemoryError` (direct"
            + " buffer memory)",
        "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory |"
            + " THREAD_LEAK | `java.lang.OutOfMemoryError` (unable to create native thread)",
        "java.lang.OutOfMemoryError: Requested array size exceeds VM limit | OUT_OF_MEMORY |"
            + " `java.lang.OutOfMemoryError` (an array too large)",
        "Exception in thread \"main\" java.lang.IllegalStateException: order 4711 of jane is closed"
            + " | LOGGED_ERROR | `java.lang.IllegalStateException` (order ... of jane is closed)",
        "Caused by: org.postgresql.util.PSQLException: FATAL: sorry, too many clients already |"
            + " LOGGED_ERROR | `org.postgresql.util.PSQLException` (FATAL ..., too many clients"
            + " already)",
        "2026-11-26 16:54:40.123 ERROR [main] c.s.Pay - Payment of 17.40 for 'Jane Doe' failed |"
            + " LOGGED_ERROR | an error (... c.s.Pay - Payment of ... for ... failed)",
        "SEVERE: token=abcdef is not known | LOGGED_ERROR | an error (token ... is not known)",
      })
  void an_error_is_told_by_its_class_and_the_words_of_its_programmer(
      String line, Fault fault, String text) {
    LogError error = LogError.of(line).orElseThrow();
    assertEquals(fault, error.fault());
    assertEquals(text, error.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-26 16:54:40 INFO started in 3 s",
        "    at com.shop.PaymentException.of(PaymentException.java:17)",
        "0 ERRORS found",
        "GET /api/error/ERROR.html 200",
      })
  void what_is_none_is_not_taken_for_an_error(String line) {
    assertTrue(LogError.of(line).isEmpty(), () -> LogError.of(line).toString());
  }

  @Test
  void errors_of_one_shape_are_one_finding_with_their_count_and_place() {
    List<Finding> findings =
        LogSigns.of(
            List.of(
                "start",
                "java.io.IOException: order 1 is lost",
                "\tat java.base/java.io.Reader.read(Reader.java:1)",
                "\tat com.shop.Orders.load(Orders.java:7)",
                "java.io.IOException: order 2 is lost",
                "WARN nothing"),
            "log.txt");
    assertEquals(1, findings.size());
    assertEquals(
        "The log has `java.io.IOException` (order ... is lost) 2 times",
        findings.get(0).sentence());
    assertEquals(
        List.of(
            "log.txt: 2 times, the last in line 5 of 6",
            "log.txt: first seen at com.shop.Orders.load"),
        findings.get(0).backing());
  }

  @Test
  void of_many_shapes_the_three_most_frequent_are_told_the_most_frequent_first() {
    List<Finding> findings =
        LogSigns.of(
            List.of(
                "a.b.OneException",
                "a.b.TwoException",
                "a.b.TwoException",
                "a.b.ThreeError",
                "a.b.FourError"),
            "log.txt");
    assertEquals(3, findings.size());
    assertTrue(findings.get(0).sentence().contains("TwoException"), findings.toString());
    assertTrue(findings.get(0).confidence() > findings.get(1).confidence());
  }

  @Test
  void a_collector_at_its_end_is_told_by_its_own_lines() {
    List<String> lines =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    "[%d.000s][info][gc] GC(%d) Pause Full (G1 Compaction Pause) 255M->254M(256M) 812.345ms"
                        .formatted(10 + i, i))
            .toList();
    Finding finding = GcLogSigns.of(lines, "log.txt").get(0);
    assertEquals(Fault.GC_THRASH, finding.fault());
    assertEquals(
        "The JVM spent 93 % of its time in garbage collection, to little effect",
        finding.sentence());
  }

  @Test
  void a_collector_that_gets_much_back_is_left_alone() {
    List<String> lines =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    "[%d.000s][info][gc] GC(%d) Pause Full (System.gc()) 255M->25M(256M) 812.345ms"
                        .formatted(10 + i, i))
            .toList();
    assertEquals(List.of(), GcLogSigns.of(lines, "log.txt"));
  }
}
