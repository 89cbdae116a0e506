package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import io.selfheal.triage.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapFindingsTest {
  private static final long MIB = 1 << 20;
  private static final String DUMP = "heap-dump.hprof";
  private static final HeapFacts.Holder CACHE =
      new HeapFacts.Holder(
          HeapFacts.Kind.STATIC,
          "OrderCache.CACHE",
          "ConcurrentHashMap",
          "",
          1,
          List.of("class shop.OrderCache .CACHE", "java.util.concurrent.ConcurrentHashMap"));
  private static final HeapFacts.Holder NOBODY =
      new HeapFacts.Holder(HeapFacts.Kind.UNKNOWN, "", "", "", ObjectIds.NONE, List.of());

  @Test
  void a_suspect_is_a_sentence_that_says_who_holds_what_and_how_much() {
    Finding found = only(facts(100 * MIB, suspect(CACHE, 78 * MIB)));
    assertEquals(
        "`OrderCache.CACHE` (a static ConcurrentHashMap) retains 78 % of the heap: 187,614"
            + " `Leaky$Order`",
        found.sentence());
    assertEquals(Fault.HEAP_LEAK, found.fault());
    assertEquals(
        List.of(
            "heap-dump.hprof: retains 78 MiB of 100 MiB",
            "heap-dump.hprof: in it 187,614 `shop.Leaky$Order`, 20 MiB",
            "heap-dump.hprof: in it 1,000 `java.util.HashMap$Node`, 1 MiB",
            "heap-dump.hprof: path class shop.OrderCache .CACHE >"
                + " java.util.concurrent.ConcurrentHashMap"),
        found.backing());
  }

  @ParameterizedTest
  @CsvSource({
    "100, 4, 0",
    "100, 6, 7",
    "100, 25, 38",
    "100, 31, 60",
    "100, 50, 72",
    "100, 65, 82",
    "100, 90, 90",
    "12, 11, 34",
    "1000, 90, 20",
  })
  void an_alarm_needs_share_and_size(long heap, long retained, int confidence) {
    List<Finding> found = HeapFindings.of(facts(heap * MIB, suspect(CACHE, retained * MIB)), DUMP);
    assertEquals(confidence, found.stream().mapToInt(Finding::confidence).sum());
  }

  @Test
  void thread_locals_of_several_threads_are_one_finding() {
    List<Finding> found =
        HeapFindings.of(
            facts(
                100 * MIB, suspect(local("w-1", 1), 30 * MIB), suspect(local("w-2", 2), 30 * MIB)),
            DUMP);
    assertEquals(1, found.size());
    assertEquals(
        "the ThreadLocal `Web.CONTEXT` of thread `w-1` (ArrayList) and 1 more like it (`w-2`)"
            + " retain 60 % of the heap: 375,228 `Leaky$Order`",
        found.get(0).sentence());
  }

  @Test
  void an_array_that_is_what_there_is_is_told_as_one() {
    HeapFacts.Suspect table =
        new HeapFacts.Suspect(
            CACHE,
            64 * MIB,
            1,
            List.of(),
            false,
            List.of(),
            Optional.of(new HeapHistogram.Sized("long[]", 8_388_606, 64 * MIB)));
    Finding found = only(facts(70 * MIB, table));
    assertEquals(Fault.HUGE_ARRAY, found.fault());
    assertEquals(
        "`OrderCache.CACHE` (a static ConcurrentHashMap) holds one array: a `long[]` of 8,388,606"
            + " elements, 64 MiB, 91 % of the heap",
        found.sentence());
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 25", "10, 70", "20, 85", "200, 92"})
  void copies_of_a_class_tell_a_class_loader_that_stays(int copies, int confidence) {
    HeapFacts.Loaders loaders =
        new HeapFacts.Loaders("shop.PluginLoader", copies, "shop.Plugin", copies, MIB, CACHE);
    List<Finding> found =
        HeapFindings.of(
            new HeapFacts(
                1,
                5 * MIB,
                0,
                List.of(),
                List.of(loaders),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tree()),
            DUMP);
    assertEquals(confidence, found.stream().mapToInt(Finding::confidence).sum());
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 64, 5, 88",
    "100, 20, 15, 38",
    "100, 25, 15, 75",
    "10, 160, 400, 0",
    "20, 200, 3, 70",
    "10, 10, 3, 0",
    "1, 1, 100, 0",
  })
  void buffers_that_leak_are_many_and_much(
      long buffers, long megabytes, long heap, int confidence) {
    assertEquals(confidence, HeapThresholds.direct(buffers, megabytes * MIB, heap * MIB));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.01, 1, 0",
    "600, 0.01, 1, 38",
    "6000, 0.01, 1, 85",
    "30000, 0.5, 50, 94",
    "50, 0.5, 50, 80"
  })
  void many_or_much_that_waits_for_finalizers_is_a_queue(
      long objects, double share, long megabytes, int confidence) {
    assertEquals(confidence, HeapThresholds.finalizers(objects, share, megabytes * MIB));
  }

  @Test
  void a_holder_of_several_ways_is_never_an_alarm() {
    Finding found = only(facts(100 * MIB, suspect(NOBODY, 90 * MIB)));
    assertFalse(found.conclusive(), found::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 8, 10})
  void what_holds_a_small_heap_is_told_and_not_believed(int mebibytes) {
    Finding found = only(facts(11 * MIB, suspect(CACHE, mebibytes * MIB)));
    assertFalse(found.conclusive(), found::toString);
  }

  @Test
  void equal_strings_stand_below_a_holder_that_would_stay_large_without_them() {
    List<Finding> found = HeapFindings.of(withTexts(54 * MIB), DUMP);
    assertEquals(List.of(Fault.HEAP_LEAK, Fault.DUPLICATE_STRINGS), faults(found));
  }

  @Test
  void equal_strings_that_are_most_of_what_is_held_stand_above_their_holder() {
    List<Finding> found = HeapFindings.of(withTexts(80 * MIB), DUMP);
    assertEquals(List.of(Fault.DUPLICATE_STRINGS, Fault.HEAP_LEAK), faults(found));
  }

  @Test
  void files_that_are_mapped_are_told_and_not_believed() {
    HeapFacts.Group mapped = new HeapFacts.Group(2_000, 900 * MIB, OutsideBuffers.MAPPED, CACHE);
    Finding found =
        only(
            new HeapFacts(
                1,
                5 * MIB,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(mapped),
                Optional.empty(),
                tree()));
    assertTrue(found.sentence().startsWith("2,000 mapped buffers hold 900 MiB"), found.sentence());
    assertFalse(found.conclusive(), found::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Cart$$Lambda$2+0x00007f0019001210, Cart$$Lambda",
    "shop.Cart$$Lambda+0x0000000023040860, Cart$$Lambda",
    "shop.Cart$$Lambda$2/0x00007f0019001210, Cart$$Lambda",
    "shop.Cart$1, Cart$1",
  })
  void a_hidden_class_has_the_name_that_it_has_in_every_jvm(String name, String simple) {
    assertEquals(simple, ClassName.simple(name));
  }

  private static HeapFacts withTexts(long wasted) {
    return new HeapFacts(
        1,
        100 * MIB,
        0,
        List.of(suspect(CACHE, 97 * MIB)),
        List.of(),
        Optional.of(new HeapFacts.Texts(200_000, 50, wasted, CACHE)),
        Optional.empty(),
        Optional.empty(),
        tree());
  }

  private static List<Fault> faults(List<Finding> found) {
    return new Verdict(found).findings().stream().map(Finding::fault).toList();
  }

  private static Finding only(HeapFacts facts) {
    List<Finding> all = HeapFindings.of(facts, DUMP);
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  private static HeapFacts.Holder local(String thread, int object) {
    return new HeapFacts.Holder(
        HeapFacts.Kind.THREAD_LOCAL,
        "Web.CONTEXT",
        "ArrayList",
        "thread `" + thread + "`",
        object,
        List.of());
  }

  private static HeapFacts.Suspect suspect(HeapFacts.Holder holder, long retained) {
    return new HeapFacts.Suspect(
        holder,
        retained,
        1,
        List.of(),
        false,
        List.of(
            new HeapHistogram.OfClass("shop.Leaky$Order", 187_614, 20 * MIB),
            new HeapHistogram.OfClass("java.util.HashMap$Node", 1_000, MIB)),
        Optional.empty());
  }

  private static HeapFacts facts(long heap, HeapFacts.Suspect... suspects) {
    return new HeapFacts(
        1_000,
        heap,
        0,
        List.of(suspects),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tree());
  }

  private static SizeNode tree() {
    return new SizeNode("heap", 1, 1, List.of());
  }
}
