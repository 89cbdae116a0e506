package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.heap.HeapLimits;
import io.selfheal.triage.heap.HeapTriage;
import io.selfheal.triage.heap.HistogramTriage;
import io.selfheal.triage.threads.ThreadTriage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What reads threads and heaps, as it is put together for everybody. */
final class StandardParts {
  private static final Set<ArtefactKind> DUMPS =
      Set.of(ArtefactKind.HEAP_DUMP, ArtefactKind.CRASH_HEAP_DUMP);

  private StandardParts() {}

  static List<Part> quick() {
    return List.of(
        new Part(Set.of(ArtefactKind.THREAD_DUMP), ThreadTriage::of),
        new Part(
            Set.of(ArtefactKind.CLASS_HISTOGRAM),
            1,
            histograms -> histogram(histograms, Duration.ofMinutes(1))));
  }

  /**
   * Who holds what says more than how much there is, so that its pictures come last.
   *
   * @param memory of the JVM that reads a heap dump, in bytes
   */
  static List<Part> slow(long memory, Duration deadline) {
    HeapTriage heap = new HeapTriage(new HeapLimits(memory, deadline).inTheRoomHere());
    return List.of(
        new Part(DUMPS, 1, dumps -> histogram(dumps, deadline)),
        new Part(DUMPS, 1, dumps -> heap.of(dumps.get(0))));
  }

  private static PartialDiagnosis histogram(List<Specimen> one, Duration deadline) {
    Specimen specimen = one.get(0);
    try {
      return HistogramTriage.of(specimen, deadline);
    } catch (IOException e) {
      return PartialDiagnosis.unread(specimen.name() + ": " + e.getMessage());
    }
  }
}
