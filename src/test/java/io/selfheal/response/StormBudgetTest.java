package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hours of a manual clock in which pods of 36 workloads in 6 namespaces fall ill, a few at a
 * time and three times very many at once: what goes within any hour stays within every budget.
 */
class StormBudgetTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MINUTES = 120;

  /** So many at once in that minute; one in each other minute. */
  private static final Map<Integer, Integer> BURSTS = Map.of(20, 60, 50, 80, 51, 40);

  private record Removed(PodRef pod, Instant at) {}

  private final List<Removed> removed = new ArrayList<>();
  private final Random random = new Random(20261126);
  private int alerts;

  @Test
  void no_hour_sees_more_terminations_than_the_budgets_allow(
      @TempDir(factory = MemoryFolder.class) Path folder) throws Exception {
    try (Rig rig = new Rig(folder)) {
      sicken(rig);
    }
    int ofWorkload = most(gone -> gone.pod().namespace() + "/" + workload(gone.pod()));
    int ofNamespace = most(gone -> gone.pod().namespace());
    int inAll = most(gone -> "");
    System.out.printf(
        "FIGURE storm: %d alerts, %d terminations; in any hour %d of a workload, %d of a namespace, %d in all%n",
        alerts, removed.size(), ofWorkload, ofNamespace, inAll);
    assertTrue(alerts >= 290, "" + alerts);
    assertTrue(removed.size() > 20, "" + removed.size());
    assertTrue(ofWorkload <= 3 && ofNamespace <= 5 && inAll <= 20);
    assertEquals(removed.size(), removed.stream().map(Removed::pod).distinct().count());
  }

  private void sicken(Rig rig) throws InterruptedException {
    List<String> namespaces = List.of("a", "b", "c", "d", "e", "f");
    rig.safety = "namespaces: " + namespaces;
    namespaces.forEach(space -> deploySix(rig, space));
    rig.cluster.afterRemoval = () -> note(rig);
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int i = 0; i < BURSTS.getOrDefault(minute, 1); i++) {
        sickenOne(rig);
      }
      Instant end = rig.clock.instant().plusSeconds(60);
      rig.run(Duration.ofSeconds(60));
      rig.clock.advance(Duration.between(rig.clock.instant(), end));
    }
  }

  private static void deploySix(Rig rig, String namespace) {
    for (int i = 0; i < 6; i++) {
      rig.cluster.deploy(namespace, "app" + i);
    }
  }

  /** Its container must be older than the alert that it has had for two minutes. */
  private void sickenOne(Rig rig) {
    Instant old = rig.clock.instant().minus(Duration.ofMinutes(10));
    List<Pod> candidates =
        rig.cluster.pods.stream()
            .filter(pod -> !pod.ref().namespace().equals("shop"))
            .filter(pod -> pod.meta().createdAt().isBefore(old))
            .toList();
    PodRef sick = candidates.get(random.nextInt(candidates.size())).ref();
    Rig.Patient patient = new Rig.Patient(sick.namespace(), sick.name(), "none");
    Instant startsAt = rig.clock.instant().minus(Duration.ofMinutes(2)).plusNanos(alerts);
    rig.alert(patient, AlertStatus.FIRING, startsAt);
    alerts++;
  }

  private void note(Rig rig) {
    List<PodRef> all = rig.cluster.removals;
    removed.add(new Removed(all.get(all.size() - 1), rig.clock.instant()));
  }

  /** The most within any hour of those that count together. */
  private int most(Function<Removed, String> together) {
    Map<String, List<Instant>> times = new HashMap<>();
    removed.forEach(
        gone -> times.computeIfAbsent(together.apply(gone), x -> new ArrayList<>()).add(gone.at()));
    return times.values().stream().mapToInt(StormBudgetTest::mostInAnHour).max().orElse(0);
  }

  private static int mostInAnHour(List<Instant> times) {
    return times.stream()
        .mapToInt(
            first ->
                (int)
                    times.stream()
                        .filter(at -> !at.isBefore(first) && at.isBefore(first.plus(HOUR)))
                        .count())
        .max()
        .orElse(0);
  }

  private static String workload(PodRef pod) {
    return pod.name().split("-", 2)[0];
  }
}
