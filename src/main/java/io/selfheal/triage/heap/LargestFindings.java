package io.selfheal.triage.heap;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The largest single arrays and collections: worth knowing, and no fault by themselves. */
final class LargestFindings {
  private static final int CONFIDENCE = 15;
  private static final long LARGE = 1 << 20;
  private static final long MANY = 10_000;
  private static final int SHOWN = 5;

  private LargestFindings() {}

  /**
   * @param artefact the file that they are from
   */
  static List<Finding> of(HeapHistogram.Details details, String artefact) {
    List<String> arrays =
        details.arrays().stream()
            .filter(array -> array.bytes() >= LARGE)
            .map(LargestFindings::array)
            .toList();
    List<String> collections =
        details.collections().stream()
            .filter(collection -> collection.elements() >= MANY)
            .map(LargestFindings::sized)
            .toList();
    return Stream.of(
            finding(Fault.HUGE_ARRAY, "array", arrays, artefact),
            finding(Fault.HEAP_LEAK, "collection", collections, artefact))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> finding(
      Fault fault, String what, List<String> largest, String artefact) {
    List<String> lines = largest.stream().limit(SHOWN).map(one -> artefact + ": " + one).toList();
    return largest.stream()
        .findFirst()
        .map(one -> "The largest %s is %s".formatted(what, one))
        .map(sentence -> new Finding(fault, CONFIDENCE, sentence, lines));
  }

  private static String array(HeapHistogram.Sized array) {
    return sized(array) + ", " + Figures.bytes(array.bytes());
  }

  private static String sized(HeapHistogram.Sized found) {
    return "a `%s` of %s elements"
        .formatted(ClassName.simple(found.name()), Figures.count(found.elements()));
  }
}
