package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.heap.HeapDiagnosis;
import io.selfheal.triage.heap.HeapLimits;
import io.selfheal.triage.heap.HeapTriage;
import io.selfheal.triage.heap.HistogramTriage;
import io.selfheal.triage.threads.ThreadDiagnosis;
import io.selfheal.triage.threads.ThreadTriage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What reads threads and heaps, as it is put together for everybody. */
final class StandardParts {
  private static final Set<ArtefactKind> DUMPS =
      Set.of(ArtefactKind.HEAP_DUMP, ArtefactKind.CRASH_HEAP_DUMP);

  private StandardParts() {}

  static List<Part> quick() {
    return List.of(
        new Part(Set.of(ArtefactKind.THREAD_DUMP), StandardParts::threads),
        new Part(
            Set.of(ArtefactKind.CLASS_HISTOGRAM),
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
        new Part(DUMPS, dumps -> histogram(dumps, deadline)),
        new Part(DUMPS, dumps -> readings(heap.of(last(dumps)))));
  }

  private static Part.Readings threads(List<Specimen> dumps) {
    ThreadDiagnosis found = ThreadTriage.of(dumps);
    return new Part.Readings(
        found.findings(), found.stacks(), Optional.empty(), Optional.empty(), found.unread());
  }

  private static Part.Readings histogram(List<Specimen> specimens, Duration deadline) {
    Specimen last = last(specimens);
    try {
      return readings(HistogramTriage.of(last, deadline));
    } catch (IOException e) {
      return Part.Readings.of(List.of(), List.of(last.name() + ": " + e.getMessage()));
    }
  }

  /** Of several the last one shows the most. */
  private static Specimen last(List<Specimen> specimens) {
    return specimens.get(specimens.size() - 1);
  }

  private static Part.Readings readings(HeapDiagnosis found) {
    return new Part.Readings(
        found.findings(), Optional.empty(), found.classes(), found.retained(), found.unread());
  }
}
