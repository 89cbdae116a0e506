package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import io.selfheal.incident.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill switch is turned before each single call of a response, in each of its ways: nothing is
 * taken and nothing is removed after the next look at it, and a resume lets the pod be removed.
 * What was decided by the look before may still be done, at once.
 */
class PauseAtEveryBoundaryTest {
  private static final Set<String> ACTS =
      Set.of("EvidenceSource.capture", "Cluster.evict", "Cluster.delete");

  /** Those that may take their time, or that change what is known. */
  private static final Set<String> SLOW =
      Set.of(
          "EvidenceSource.capture",
          "Incidents.begin",
          "Incidents.record",
          "Incidents.save",
          "Incidents.saveIf",
          "Incidents.reserveTermination");

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofSeconds(6);

  @TempDir static Path shared;
  private static List<String> calls;

  /**
   * One way to pause.
   *
   * @param looks the calls by which it is seen
   */
  private record Way(String name, Set<String> looks, BiConsumer<Rig, Boolean> turn) {
    /**
     * Whether that call sees what was turned right before that other one; the file is read first.
     */
    boolean sees(int call, int turned) {
      return looks.contains(calls.get(call)) && (call > turned || !name.equals("file"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String ANNOTATION = "selfheal.io/paused";
  private static final Set<String> GLOBAL = Set.of("Switch.paused");
  private static final List<Way> WAYS =
      List.of(
          new Way("file", GLOBAL, Rig::pauseByFile),
          new Way("ledger", GLOBAL, PauseAtEveryBoundaryTest::turnLedger),
          new Way(
              "namespace",
              Set.of("Cluster.namespaceAnnotations"),
              (rig, pause) -> rig.cluster.annotations.put(ANNOTATION, pause.toString())),
          new Way(
              "workload",
              Set.of("Cluster.workloadOf", "Cluster.workload"),
              (rig, pause) -> rig.cluster.workloadAnnotations.put(ANNOTATION, pause.toString())));

  private static void turnLedger(Rig rig, boolean pause) {
    if (pause) {
      rig.ledger.pause("alice", "a test");
    } else {
      rig.ledger.resume("alice");
    }
  }

  /** The calls of a response that nobody pauses, up to the eviction. */
  @BeforeAll
  static void record() throws Exception {
    List<String> all = new ArrayList<>();
    try (Rig rig = new Rig(Files.createDirectory(shared.resolve("first")))) {
      rig.boundary = all::add;
      rig.alert("web-0", AlertStatus.FIRING);
      rig.run(Duration.ofMinutes(2));
    }
    calls = List.copyOf(all.subList(0, all.indexOf("Cluster.evict") + 1));
    SqliteLedger.open(shared.resolve("empty.db"), Clock.systemUTC()).close();
  }

  @TestFactory
  Stream<DynamicTest> a_pause_before_each_call_is_heard() {
    return WAYS.stream().flatMap(PauseAtEveryBoundaryTest::boundaries);
  }

  private static Stream<DynamicTest> boundaries(Way way) {
    return IntStream.range(0, calls.size())
        .mapToObj(
            index ->
                DynamicTest.dynamicTest(
                    way + ", before call " + index + ", " + calls.get(index),
                    () -> pausedAt(index, way)));
  }

  @Test
  void nothing_slow_lies_between_the_last_look_and_an_act() {
    assertEquals(3, calls.stream().filter(ACTS::contains).count());
    for (int act = 0; act < calls.size(); act++) {
      if (ACTS.contains(calls.get(act))) {
        assertLooksAreNear(act);
      }
    }
  }

  private static void assertLooksAreNear(int act) {
    for (Way way : WAYS) {
      int look = act;
      while (!way.looks.contains(calls.get(look))) {
        look--;
        assertFalse(SLOW.contains(calls.get(look)), way + ": " + calls.subList(look, act + 1));
      }
    }
  }

  private static void pausedAt(int index, Way way) throws Exception {
    Path folder = Files.createDirectories(shared.resolve(way + "-" + index));
    try (Rig rig = new Rig(emptyLedgerIn(folder))) {
      List<String> seen = new ArrayList<>();
      rig.boundary =
          call -> {
            if (seen.size() == index) {
              way.turn.accept(rig, true);
            }
            seen.add(call);
          };
      Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
      rig.run(PAUSE);
      assertEquals(decidedBefore(index, way), acts(seen.subList(index, seen.size())));
      way.turn.accept(rig, false);
      rig.run(UNTIL_THE_NEXT_LOOK);
      assertTrue(rig.incident(receipt).progress().reached().containsKey(Stage.POD_TERMINATED));
      assertEquals(3, rig.evidence.taken.size() + rig.cluster.removals.size());
    }
  }

  /** The act that the last look has let through, if there is one. */
  private static List<String> decidedBefore(int index, Way way) {
    for (int call = index; call < calls.size(); call++) {
      if (way.sees(call, index)) {
        return List.of();
      }
      if (ACTS.contains(calls.get(call))) {
        return List.of(calls.get(call));
      }
    }
    return List.of();
  }

  private static List<String> acts(List<String> seen) {
    return seen.stream().filter(ACTS::contains).toList();
  }

  /** Tables are made once: a copy of a ledger is faster than a new one. */
  private static Path emptyLedgerIn(Path folder) throws IOException {
    Files.copy(shared.resolve("empty.db"), folder.resolve("ledger.db"));
    return folder;
  }
}
