package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.Lock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Threads that wait for a lock, together with those that wait for whoever of them holds another.
 */
final class Contention implements Analysis {
  /** Two may meet at any lock; three in one queue, twice in a row, do not by chance. */
  private static final int QUEUE = 3;

  private static final int LONG_QUEUE = 10;

  /** The longest ones; nobody reads more. */
  private static final int MOST_QUEUES = 20;

  @Override
  public List<Finding> findings(Scene scene) {
    Map<Lock, List<JavaThread>> roots = new LinkedHashMap<>();
    scene
        .locks()
        .waiters()
        .forEach(
            (lock, waiters) ->
                roots
                    .computeIfAbsent(rootOf(scene, lock), ignored -> new ArrayList<>())
                    .addAll(waiters.stream().filter(thread -> waits(scene, thread)).toList()));
    return roots.entrySet().stream()
        .sorted(Comparator.comparingInt(queue -> -queue.getValue().size()))
        .limit(MOST_QUEUES)
        .map(queue -> finding(scene, queue.getKey(), queue.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Those that take turns to accept, or to take from a queue, wait for work. */
  private static boolean waits(Scene scene, JavaThread thread) {
    return scene.open(thread) && !scene.seen(thread).activity().forWork();
  }

  /** The lock that whoever holds this one waits for in the end. */
  private static Lock rootOf(Scene scene, Lock lock) {
    Optional<JavaThread> holder = scene.locks().holder(lock);
    Lock root = lock;
    for (int steps = 0; holder.isPresent() && steps < LockGraph.LONGEST_CHAIN; steps++) {
      Optional<Lock> next = scene.locks().wanted(holder.get());
      if (next.isEmpty() || next.get().equals(root)) {
        break;
      }
      root = next.get();
      holder = scene.locks().holder(root);
    }
    return root;
  }

  private static Optional<Finding> finding(Scene scene, Lock lock, List<JavaThread> waiters) {
    int confidence = confidence(scene, lock, waiters);
    if (confidence == 0) {
      return Optional.empty();
    }
    scene.explain(waiters.stream());
    scene.locks().holder(lock).ifPresent(holder -> scene.explain(Stream.of(holder)));
    return Optional.of(
        new Finding(
            Fault.LOCK_CONTENTION,
            confidence,
            who(scene, waiters)
                + " for a lock ("
                + Words.lock(lock)
                + ")"
                + where(waiters)
                + "; "
                + holder(scene, lock, waiters),
            backing(scene, lock, waiters)));
  }

  private static int confidence(Scene scene, Lock lock, List<JavaThread> waiters) {
    boolean ours = waiters.stream().anyMatch(thread -> Code.topmost(thread).isPresent());
    boolean lasting = lasting(scene, waiters);
    int found = waiters.size();
    if (found == 0 || !ours) {
      return 0;
    }
    if (!lasting) {
      return found >= LONG_QUEUE ? 60 : found >= QUEUE ? 45 : 0;
    }
    boolean all = waiters.stream().allMatch(scene.series()::still);
    if (found >= QUEUE) {
      return !all && !most(scene, waiters) ? 45 : found >= LONG_QUEUE ? 90 : 85;
    }
    if (all && ReadHolders.cycle(scene, lock, waiters)) {
      return 80;
    }
    if (all && stuck(scene, lock)) {
      return 70;
    }
    return all ? (found == 2 ? 65 : 45) : found == 2 ? 45 : 0;
  }

  /** Whether its holder waits for another thread, which may need the lock to go on. */
  private static boolean stuck(Scene scene, Lock lock) {
    return scene
        .locks()
        .holder(lock)
        .map(scene::seen)
        .filter(scene::still)
        .filter(holder -> holder.activity().forOthers())
        .isPresent();
  }

  /** Whether a pool mostly waits; else it is a queue that goes on, and its others are at work. */
  private static boolean most(Scene scene, List<JavaThread> waiters) {
    Set<String> pools =
        waiters.stream().map(thread -> scene.seen(thread).pool()).collect(Collectors.toSet());
    long busy =
        scene.threads().stream()
            .filter(seen -> pools.contains(seen.pool()) && !seen.idle())
            .count();
    return waiters.size() * 2L >= busy;
  }

  /**
   * Whether threads waited for such in the first dump too; locks may have moved in memory since.
   */
  private static boolean lasting(Scene scene, List<JavaThread> waiters) {
    if (scene.series().single()) {
      return false;
    }
    Set<String> types =
        waiters.stream()
            .map(scene.locks()::wanted)
            .flatMap(Optional::stream)
            .map(Lock::type)
            .collect(Collectors.toSet());
    long queued =
        scene.locksBefore().waiters().entrySet().stream()
            .filter(entry -> types.contains(entry.getKey().type()))
            .mapToLong(entry -> entry.getValue().size())
            .sum();
    return queued >= Math.min(waiters.size(), QUEUE);
  }

  private static String who(Scene scene, List<JavaThread> waiters) {
    if (waiters.size() <= 3) {
      return Words.names(waiters.stream().map(JavaThread::name))
          + (waiters.size() == 1 ? " waits" : " wait");
    }
    String pools = Words.names(waiters.stream().map(thread -> scene.seen(thread).pool()));
    return Words.many(waiters.size(), "thread") + " of " + pools + " wait";
  }

  private static String where(List<JavaThread> waiters) {
    return Commonest.of(
            waiters.stream().map(thread -> Code.place(thread.stack())).flatMap(Optional::stream))
        .map(place -> " in " + place)
        .orElse("");
  }

  private static String holder(Scene scene, Lock lock, List<JavaThread> waiters) {
    return scene
        .locks()
        .holder(lock)
        .map(holder -> Words.code(holder.name()) + " holds it and " + doing(scene.seen(holder)))
        .orElseGet(() -> ReadHolders.suspicion(scene, lock, waiters));
  }

  static String doing(Seen seen) {
    if (seen.idle()) {
      return "is idle: it never released it";
    }
    return seen.activity().words()
        + Code.place(seen.stack()).map(place -> " in " + place).orElse("");
  }

  private static List<String> backing(Scene scene, Lock lock, List<JavaThread> waiters) {
    List<String> backing = new ArrayList<>();
    backing.add(
        scene.source() + ": " + Figures.count(waiters.size()) + " in the queue for " + lock.type());
    if (!scene.series().single()) {
      long still = waiters.stream().filter(scene.series()::still).count();
      backing.add(scene.series().first().source() + ": " + still + " of them waited already");
    }
    return backing;
  }
}
