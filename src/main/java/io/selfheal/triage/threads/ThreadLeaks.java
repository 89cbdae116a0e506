package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.ThreadKind;
import io.selfheal.triage.threads.dump.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Many threads of one name: begun by the application one by one, or each of an executor of its own.
 * A pool with many threads is none, whether it has work or not.
 */
final class ThreadLeaks implements Analysis {
  private static final int FEW = 20;
  private static final int MANY = 50;
  private static final int VERY_MANY = 200;

  /** Of one cached pool that goes on growing. */
  private static final int HUGE_POOL = 300;

  @Override
  public List<Finding> findings(Scene scene) {
    Map<String, List<Seen>> pools =
        scene.threads().stream()
            .filter(seen -> seen.thread().kind() == ThreadKind.PLATFORM && !seen.stack().isEmpty())
            .collect(Collectors.groupingBy(Seen::family, LinkedHashMap::new, Collectors.toList()));
    List<Finding> findings = new ArrayList<>();
    pools.forEach(
        (pool, threads) ->
            Optional.of(confidence(scene, pool, threads))
                .filter(confidence -> confidence > 0)
                .ifPresent(confidence -> findings.add(finding(scene, pool, threads, confidence))));
    return findings;
  }

  private static int confidence(Scene scene, String pool, List<Seen> threads) {
    int size = threads.size();
    int growth = growth(scene, pool, threads);
    boolean pooled = threads.stream().filter(Seen::pooled).count() * 2 > size;
    if (pooled || timers(threads)) {
      return ofPools(threads, growth);
    }
    if (threads.stream().allMatch(seen -> seen.application().isEmpty())) {
      return ofLibrary(threads, growth);
    }
    boolean consumers =
        threads.stream().filter(Seen::idle).count() * 2 > size && queues(threads) * 2 < size;
    int bySize = consumers || readers(threads) ? 0 : bySize(size);
    int byGrowth = growth >= 2 && size >= FEW ? (size >= MANY ? 90 : 75) : 0;
    return Math.max(Math.max(bySize, byGrowth), growth >= 2 && size >= 10 ? 45 : 0);
  }

  private static int bySize(int size) {
    return size >= VERY_MANY ? 85 : size >= MANY ? 72 : size >= FEW ? 35 : 0;
  }

  /** A thread for each connection: only that they become more tells a leak. */
  private static boolean readers(List<Seen> threads) {
    return threads.stream().filter(seen -> seen.activity() == Activity.READS).count() * 2
        > threads.size();
  }

  private static int ofPools(List<Seen> threads, int growth) {
    int queues = queues(threads);
    if (queues >= FEW && queues * 2 >= threads.size()) {
      return (queues >= MANY ? 80 : 60) + (growth >= 2 ? 5 : 0);
    }
    return threads.size() >= HUGE_POOL && growth >= 10 ? 60 : 0;
  }

  /** A library begins as many threads as it needs, and is done with it; or one for each client. */
  private static int ofLibrary(List<Seen> threads, int growth) {
    if (threads.size() >= FEW && of(threads, "jdk.internal.net.http.HttpClientImpl$Selector")) {
      return threads.size() >= MANY || growth >= 2 ? 85 : 60;
    }
    return threads.size() >= MANY && growth >= 2 ? 60 : 0;
  }

  private static boolean timers(List<Seen> threads) {
    return of(threads, "java.util.TimerThread.");
  }

  private static boolean of(List<Seen> threads, String call) {
    return threads.get(0).stack().stream().anyMatch(frame -> frame.name().startsWith(call));
  }

  /** Idle threads of one pool wait on one queue: as many queues, as many pools. */
  private static int queues(List<Seen> threads) {
    return (int)
        threads.stream()
            .map(seen -> seen.thread().locks().awaited())
            .flatMap(Optional::stream)
            .map(Wait::lock)
            .filter(
                lock ->
                    lock.type().endsWith("ConditionObject")
                        || lock.type().endsWith("TaskQueue")
                        || lock.type().endsWith("ConditionNode"))
            .distinct()
            .count();
  }

  /** How many more there are than in the first dump. */
  private static int growth(Scene scene, String pool, List<Seen> threads) {
    return scene.series().single()
        ? 0
        : threads.size() - scene.familiesBefore().getOrDefault(pool, 0);
  }

  private static Finding finding(Scene scene, String pool, List<Seen> threads, int confidence) {
    int growth = growth(scene, pool, threads);
    int queues = queues(threads);
    boolean pooled = threads.stream().anyMatch(Seen::pooled) && queues > 1;
    String place =
        Commonest.of(
                threads.stream().map(seen -> Code.place(seen.stack())).flatMap(Optional::stream))
            .map(found -> " in " + found)
            .orElse("");
    return new Finding(
        Fault.THREAD_LEAK,
        confidence,
        Figures.count(threads.size())
            + " threads "
            + Words.code(PoolName.common(threads.stream().map(Seen::name).toList()))
            + (pooled ? " of " + Figures.count(queues) + " executors" : "")
            + place
            + " never end"
            + (growth > 0 ? ", " + Figures.count(growth) + " more than in the first dump" : ""),
        List.of(
            scene.source()
                + ": "
                + Figures.count(threads.size())
                + " of "
                + Figures.count(scene.threads().size())
                + " threads, "
                + Figures.count(queues)
                + " queues that they wait on",
            scene.series().first().source()
                + ": "
                + Figures.count(threads.size() - growth)
                + " of them"));
  }
}
