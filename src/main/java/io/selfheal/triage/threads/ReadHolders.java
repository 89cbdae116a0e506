package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.Lock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may hold a lock whose holder a JVM does not know, as many may hold it to read. */
final class ReadHolders {
  private static final String TO_WRITE = "WriteLock.lock";

  private ReadHolders() {}

  /** The code of an application that is nearest to such a lock. */
  private record Suspect(Seen seen, Frame frame) {}

  /** What people should look at, given all that wait for it in the end. */
  static String suspicion(Scene scene, Lock lock, List<JavaThread> waiters) {
    return within(scene, waiters)
        .map(suspect -> suspicion(lock, suspect))
        .or(() -> behind(scene, lock, waiters).map(thread -> cycle(scene, thread)))
        .orElseGet(
            () ->
                "no thread of the dump is seen to hold it: it was never released, or "
                    + writer(waiters)
                        .map(
                            name ->
                                Words.code(name) + ", which waits to write, holds the read lock")
                        .orElse("the read lock is held"));
  }

  /** Whether who may hold it waits for one of those that wait for it. */
  static boolean cycle(Scene scene, Lock lock, List<JavaThread> waiters) {
    return scene.locks().holder(lock).isEmpty()
        && within(scene, waiters).isEmpty()
        && behind(scene, lock, waiters).isPresent();
  }

  private static String cycle(Scene scene, JavaThread thread) {
    return Words.code(thread.name())
        + " may hold it to read, and waits for "
        + scene.locks().blocker(thread).map(JavaThread::name).map(Words::code).orElse("another")
        + Code.place(thread.stack()).map(place -> " in " + place).orElse("")
        + ": a deadlock";
  }

  private static String suspicion(Lock lock, Suspect suspect) {
    String place = Words.code(Code.name(suspect.frame()));
    String doing = Contention.doing(suspect.seen());
    return Words.code(suspect.seen().name())
        + (ownable(lock) ? " may hold it to read, and " : " may hold it, and ")
        + doing
        + (doing.contains(place) ? "" : " below " + place);
  }

  /** Whoever is in the same class, and does not wait for a lock. */
  private static Optional<Suspect> within(Scene scene, List<JavaThread> waiters) {
    Set<String> types =
        waiters.stream()
            .map(Code::topmost)
            .flatMap(Optional::stream)
            .map(Frame::type)
            .collect(Collectors.toSet());
    return scene
        .open()
        .filter(seen -> !seen.idle() && seen.activity() != Activity.LOCKS)
        .flatMap(seen -> within(seen, types).stream())
        .findFirst();
  }

  private static Optional<Suspect> within(Seen seen, Set<String> types) {
    return seen.stack().stream()
        .filter(frame -> types.contains(frame.type()))
        .filter(frame -> !frame.method().equals("main"))
        .findFirst()
        .map(frame -> new Suspect(seen, frame));
  }

  /** One that waits for another lock, of a thread that waits for this one. */
  private static Optional<JavaThread> behind(Scene scene, Lock lock, List<JavaThread> waiters) {
    return Stream.of(lock)
        .filter(ReadHolders::forReaders)
        .flatMap(read -> waiters.stream())
        .filter(thread -> scene.locks().wanted(thread).filter(lock::equals).isEmpty())
        .findFirst();
  }

  /** A stamped lock has no owner, not even when it is held to write. */
  private static boolean ownable(Lock lock) {
    return !lock.type().contains("StampedLock");
  }

  private static boolean forReaders(Lock lock) {
    return lock.type().contains("ReadWriteLock") || lock.type().contains("StampedLock");
  }

  /** The only one that waits to write: those that read do not wait for each other. */
  private static Optional<String> writer(List<JavaThread> waiters) {
    List<String> writers =
        waiters.stream().filter(ReadHolders::writes).map(JavaThread::name).limit(2).toList();
    return writers.size() == 1 ? Optional.of(writers.get(0)) : Optional.empty();
  }

  private static boolean writes(JavaThread thread) {
    return thread.stack().stream().anyMatch(frame -> frame.name().endsWith(TO_WRITE));
  }
}
