package io.selfheal.triage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what several parts found into one order: a cause is surer where signs point at it too. */
final class Ranking {
  private static final int SURER = 3;
  private static final int MOST_SIGNS = 2;

  /** A fault to the signs that it would show itself by. */
  private static final Map<Fault, Set<Fault>> SIGNS = new EnumMap<>(Fault.class);

  static {
    Set<Fault> fullHeap = Set.of(Fault.OUT_OF_MEMORY, Fault.OOM_KILLED, Fault.GC_THRASH);
    SIGNS.put(Fault.HEAP_LEAK, fullHeap);
    SIGNS.put(Fault.HUGE_ARRAY, fullHeap);
    SIGNS.put(Fault.DUPLICATE_STRINGS, fullHeap);
    SIGNS.put(Fault.FINALIZER_QUEUE, fullHeap);
    SIGNS.put(Fault.CLASS_LOADER_LEAK, Set.of(Fault.OUT_OF_MEMORY, Fault.OOM_KILLED));
    SIGNS.put(Fault.DIRECT_MEMORY, Set.of(Fault.OOM_KILLED, Fault.NATIVE_MEMORY));
    SIGNS.put(Fault.THREAD_LEAK, Set.of(Fault.OUT_OF_MEMORY, Fault.OOM_KILLED));
    SIGNS.put(Fault.DEADLOCK, Set.of(Fault.PROBE_FAILURE));
    SIGNS.put(Fault.POOL_EXHAUSTED, Set.of(Fault.PROBE_FAILURE));
    SIGNS.put(Fault.CONNECTIONS_EXHAUSTED, Set.of(Fault.PROBE_FAILURE));
    SIGNS.put(Fault.LOCK_CONTENTION, Set.of(Fault.PROBE_FAILURE));
  }

  private record Said(Fault fault, String sentence) {}

  private Ranking() {}

  static Verdict of(List<Finding> findings) {
    List<Finding> once = once(findings);
    return new Verdict(once.stream().map(cause -> supported(cause, once)).toList());
  }

  /** What two files say alike is one finding, which both back. */
  private static List<Finding> once(List<Finding> findings) {
    Map<Said, Finding> said = new LinkedHashMap<>();
    for (Finding finding : findings) {
      said.merge(new Said(finding.fault(), finding.sentence()), finding, Ranking::both);
    }
    return List.copyOf(said.values());
  }

  private static Finding both(Finding one, Finding other) {
    List<String> backing = new ArrayList<>(one.backing());
    other.backing().stream().filter(line -> !backing.contains(line)).forEach(backing::add);
    int confidence = Math.max(one.confidence(), other.confidence());
    return new Finding(one.fault(), confidence, one.sentence(), backing, one.culprit());
  }

  private static Finding supported(Finding cause, List<Finding> all) {
    Set<Fault> signs = SIGNS.getOrDefault(cause.fault(), Set.of());
    return all.stream()
        .filter(found -> signs.contains(found.fault()))
        .limit(MOST_SIGNS)
        .reduce(cause, (surer, sign) -> surer.supportedBy(sign, SURER), (one, other) -> other);
  }
}
