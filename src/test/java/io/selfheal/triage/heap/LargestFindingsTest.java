package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.triage.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is large by itself is told, and is no alarm. */
class LargestFindingsTest {
  @Test
  void the_largest_are_named_and_the_next_ones_below() {
    List<Finding> found =
        of(
            List.of(sized("long[]", 8_388_606, 64 << 20), sized("byte[]", 1_000, 1_016)),
            List.of(
                sized("java.util.HashMap", 100_000, 0), sized("java.util.ArrayList", 10_000, 0)));
    assertEquals(
        List.of(
            "The largest array is a `long[]` of 8,388,606 elements, 64 MiB",
            "The largest collection is a `HashMap` of 100,000 elements"),
        found.stream().map(Finding::sentence).toList());
    assertEquals(
        List.of(
            "a.hprof: a `HashMap` of 100,000 elements",
            "a.hprof: a `ArrayList` of 10,000 elements"),
        found.get(1).backing());
    assertFalse(found.stream().anyMatch(Finding::conclusive));
  }

  @Test
  void where_all_are_small_there_is_nothing_to_tell() {
    assertEquals(
        List.of(),
        of(List.of(sized("byte[]", 1_000, 1_016)), List.of(sized("java.util.HashMap", 9_999, 0))));
    assertEquals(List.of(), of(List.of(), List.of()));
  }

  private static List<Finding> of(
      List<HeapHistogram.Sized> arrays, List<HeapHistogram.Sized> collections) {
    return LargestFindings.of(
        new HeapHistogram.Details(
            arrays, collections, List.of(), 1, new HeapHistogram.Direct(0, 0)),
        "a.hprof");
  }

  private static HeapHistogram.Sized sized(String name, long elements, long bytes) {
    return new HeapHistogram.Sized(name, elements, bytes);
  }
}
