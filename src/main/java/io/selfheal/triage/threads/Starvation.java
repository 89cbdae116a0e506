package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Threads that wait for a connection, or for another thing of a limited number, and who has it. */
final class Starvation implements Analysis {
  /** One or two wait now and then; three in both dumps, though a pool is sized not to keep any. */
  private static final int QUEUE = 3;

  /** The longest ones; nobody reads more. */
  private static final int MOST_QUEUES = 20;

  /** From there on it is no evidence for anything else. */
  private static final int SURE = 50;

  @Override
  public List<Finding> findings(Scene scene) {
    Map<Borrowing.Loan, List<Seen>> waiters = new LinkedHashMap<>();
    scene
        .open()
        .forEach(
            seen ->
                Borrowing.of(seen)
                    .ifPresent(
                        lender ->
                            waiters
                                .computeIfAbsent(lender, ignored -> new ArrayList<>())
                                .add(seen)));
    return waiters.entrySet().stream()
        .sorted(Comparator.comparingInt(queue -> -queue.getValue().size()))
        .limit(MOST_QUEUES)
        .map(queue -> finding(scene, queue.getKey(), queue.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> finding(Scene scene, Borrowing.Loan lender, List<Seen> waiters) {
    int confidence = confidence(scene, lender, waiters);
    if (confidence == 0) {
      return Optional.empty();
    }
    List<Seen> holders = holders(scene, waiters);
    if (confidence >= SURE) {
      scene.explain(waiters.stream().map(Seen::thread));
    }
    return Optional.of(
        new Finding(
            Fault.CONNECTIONS_EXHAUSTED,
            confidence,
            who(waiters) + thing(waiters, lender) + "; " + holders(holders),
            List.of(
                scene.source()
                    + ": "
                    + Figures.count(waiters.size())
                    + " of "
                    + Figures.count(scene.poolSize(waiters.get(0).pool()))
                    + " threads wait in "
                    + lender.call().name(),
                scene.series().first().source()
                    + ": "
                    + Figures.count(before(scene, lender))
                    + " waited there")));
  }

  private static int confidence(Scene scene, Borrowing.Loan lender, List<Seen> waiters) {
    int found = waiters.size();
    boolean still = waiters.stream().allMatch(scene::still);
    if (lender.kind() == Borrowing.Kind.QUEUE) {
      return ofQueue(scene, waiters, still);
    }
    if (scene.series().single() || before(scene, lender) < Math.min(found, QUEUE)) {
      return found >= QUEUE ? 45 : 0;
    }
    if (found >= QUEUE) {
      return still ? 88 : most(scene, waiters) ? 75 : 45;
    }
    return still ? (found == 2 ? 65 : 45) : 0;
  }

  /** Elements of a queue may be connections or work: as a rule they are work. */
  private static int ofQueue(Scene scene, List<Seen> waiters, boolean still) {
    boolean several = waiters.size() >= QUEUE && still;
    boolean stuck = holders(scene, waiters).stream().anyMatch(scene::still);
    return several && stuck ? 42 : several && waiters.get(0).pooled() ? 30 : 0;
  }

  /** Whether hardly anybody has one: else it is a queue that goes on. */
  private static boolean most(Scene scene, List<Seen> waiters) {
    long busy =
        scene.threads().stream()
            .filter(seen -> seen.pool().equals(waiters.get(0).pool()) && !seen.idle())
            .count();
    return waiters.size() * 2L >= busy;
  }

  private static int before(Scene scene, Borrowing.Loan lender) {
    return (int)
        scene.threadsBefore().stream()
            .map(Borrowing::of)
            .flatMap(Optional::stream)
            .filter(lender::equals)
            .count();
  }

  /** Who works on below the same calls of the application as those that wait. */
  private static List<Seen> holders(Scene scene, List<Seen> waiters) {
    Set<String> pools = waiters.stream().map(Seen::pool).collect(Collectors.toSet());
    Set<Frame> callers =
        waiters.stream()
            .flatMap(seen -> seen.stack().stream())
            .filter(Code::application)
            .collect(Collectors.toSet());
    return scene
        .open()
        .filter(seen -> !seen.idle() && !waiters.contains(seen))
        .filter(
            seen ->
                pools.contains(seen.pool()) || seen.stack().stream().anyMatch(callers::contains))
        .toList();
  }

  private static String who(List<Seen> waiters) {
    if (waiters.size() <= 3) {
      return Words.names(waiters.stream().map(Seen::name))
          + (waiters.size() == 1 ? " waits" : " wait");
    }
    return Words.many(waiters.size(), "thread")
        + " of "
        + Words.names(waiters.stream().map(Seen::pool))
        + " wait";
  }

  private static String thing(List<Seen> waiters, Borrowing.Loan lender) {
    List<Frame> stack = waiters.get(0).stack();
    int at = stack.indexOf(lender.call());
    return switch (lender.kind()) {
      case NAMED ->
          " for "
              + Words.code(Code.name(lender.call()))
              + Code.place(stack.subList(at + 1, stack.size()))
                  .map(place -> " in " + place)
                  .orElse("");
      case SEMAPHORE -> " for a permit of a semaphore" + in(stack);
      case QUEUE -> " for an element of a queue" + in(stack);
    };
  }

  private static String in(List<Frame> stack) {
    return Code.place(stack).map(place -> " in " + place).orElse("");
  }

  private static String holders(List<Seen> holders) {
    if (holders.isEmpty()) {
      return "no thread holds one: they were never given back";
    }
    return Words.names(holders.stream().map(Seen::name))
        + (holders.size() == 1 ? " holds one and " : " hold them; each ")
        + Commonest.of(holders.stream().map(Contention::doing)).orElse("");
  }
}
