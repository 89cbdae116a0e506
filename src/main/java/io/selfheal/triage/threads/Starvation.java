package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Frame;
import java.util.ArrayList;
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

  @Override
  public List<Finding> findings(Scene scene) {
    Map<String, List<Seen>> waiters = new LinkedHashMap<>();
    scene
        .open()
        .forEach(
            seen ->
                Borrowing.of(seen)
                    .ifPresent(
                        lender ->
                            waiters
                                .computeIfAbsent(lender.name(), ignored -> new ArrayList<>())
                                .add(seen)));
    List<Finding> findings = new ArrayList<>();
    waiters.forEach(
        (lender, all) -> finding(scene, lender, all).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> finding(Scene scene, String lender, List<Seen> waiters) {
    int confidence = confidence(scene, lender, waiters);
    if (confidence == 0) {
      return Optional.empty();
    }
    List<Seen> holders = holders(scene, waiters);
    scene.explain(waiters.stream().map(Seen::thread));
    return Optional.of(
        new Finding(
            Fault.CONNECTIONS_EXHAUSTED,
            confidence,
            who(waiters)
                + " for "
                + Words.code(Code.name(new Frame(lender, false)))
                + from(waiters, lender)
                + "; "
                + holders(holders),
            List.of(
                scene.source()
                    + ": "
                    + Words.count(waiters.size())
                    + " of "
                    + Words.count(scene.poolSize(waiters.get(0).pool()))
                    + " threads wait in "
                    + lender,
                scene.series().first().source()
                    + ": "
                    + Words.count(before(scene, lender))
                    + " waited there")));
  }

  private static int confidence(Scene scene, String lender, List<Seen> waiters) {
    int found = waiters.size();
    boolean still = waiters.stream().allMatch(scene::still);
    if (scene.series().single() || before(scene, lender) < Math.min(found, QUEUE)) {
      return found >= QUEUE ? 45 : 0;
    }
    if (found >= QUEUE) {
      return still ? 88 : 75;
    }
    return still ? (found == 2 ? 65 : 45) : 0;
  }

  private static int before(Scene scene, String lender) {
    return (int)
        scene.threadsBefore().stream()
            .map(Borrowing::of)
            .flatMap(Optional::stream)
            .filter(frame -> frame.name().equals(lender))
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

  private static String from(List<Seen> waiters, String lender) {
    return Commonest.of(
            waiters.stream()
                .map(seen -> caller(seen.stack(), lender))
                .flatMap(Optional::stream)
                .map(Code::name))
        .map(name -> " in " + Words.code(name))
        .orElse("");
  }

  /** The application's call of the lender, or of what calls it. */
  private static Optional<Frame> caller(List<Frame> stack, String lender) {
    int at = 0;
    while (at < stack.size() && !stack.get(at).name().equals(lender)) {
      at++;
    }
    return Code.topmost(stack.subList(Math.min(at + 1, stack.size()), stack.size()));
  }

  private static String holders(List<Seen> holders) {
    if (holders.isEmpty()) {
      return "no thread is seen to use one: they were not given back";
    }
    return Words.names(holders.stream().map(Seen::name))
        + (holders.size() == 1 ? " has one and " : " have them: ")
        + Commonest.of(holders.stream().map(Contention::doing)).orElse("");
  }
}
