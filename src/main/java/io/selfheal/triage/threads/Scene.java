package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last dump of a series with what its threads are at. A thread that one analysis has explained
 * is no evidence for the next.
 */
final class Scene {
  private final Series series;
  private final Map<ThreadId, Seen> now = new LinkedHashMap<>();
  private final Map<ThreadId, Seen> before = new HashMap<>();
  private final LockGraph locks;
  private final LockGraph locksBefore;
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, Integer> families = new HashMap<>();
  private final Set<ThreadId> explained = new HashSet<>();

  Scene(Series series) {
    this.series = series;
    this.locks = LockGraph.of(series.last());
    this.locksBefore = LockGraph.of(series.first());
    see(series.last(), now);
    see(series.first(), before);
    now.values().forEach(seen -> sizes.merge(seen.pool(), 1, Integer::sum));
    before.values().forEach(seen -> families.merge(seen.family(), 1, Integer::sum));
  }

  private static void see(ThreadDump dump, Map<ThreadId, Seen> into) {
    dump.threads().forEach(thread -> into.put(thread.id(), Seen.of(thread)));
  }

  Series series() {
    return series;
  }

  String source() {
    return series.last().source();
  }

  LockGraph locks() {
    return locks;
  }

  LockGraph locksBefore() {
    return locksBefore;
  }

  List<Seen> threads() {
    return List.copyOf(now.values());
  }

  List<Seen> threadsBefore() {
    return List.copyOf(before.values());
  }

  /** Those that no finding has explained yet. */
  Stream<Seen> open() {
    return now.values().stream().filter(seen -> open(seen.thread()));
  }

  /** How many threads of each family the first dump has. */
  Map<String, Integer> familiesBefore() {
    return families;
  }

  boolean open(JavaThread thread) {
    return !explained.contains(thread.id());
  }

  Seen seen(JavaThread thread) {
    return now.getOrDefault(thread.id(), Seen.of(thread));
  }

  void explain(Stream<JavaThread> threads) {
    threads.forEach(thread -> explained.add(thread.id()));
  }

  Map<String, List<Seen>> openPools() {
    return open()
        .filter(seen -> !seen.pool().isEmpty())
        .collect(Collectors.groupingBy(Seen::pool, LinkedHashMap::new, Collectors.toList()));
  }

  int poolSize(String pool) {
    return sizes.getOrDefault(pool, 0);
  }

  /** How many processors the whole process used from the first dump to the last. */
  double processors() {
    return now.values().stream().mapToDouble(seen -> series.share(seen.thread()).orElse(0.0)).sum();
  }

  /** As it was in the first dump. */
  Optional<Seen> before(Seen seen) {
    return Optional.ofNullable(before.get(seen.thread().id()));
  }

  boolean still(Seen seen) {
    return series.still(seen.thread());
  }
}
