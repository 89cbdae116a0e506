package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.util.List;
import java.util.Optional;

/** Virtual threads that wait, and cannot leave their carriers meanwhile. */
final class Pinning implements Analysis {
  @Override
  public List<Finding> findings(Scene scene) {
    List<Seen> pinned =
        scene
            .open()
            .filter(seen -> parkedOnCarrier(seen) || (mounted(seen) && waits(scene, seen)))
            .toList();
    if (pinned.isEmpty()) {
      return List.of();
    }
    long carriers = carriers(scene, pinned);
    boolean lasting = pinned.stream().allMatch(seen -> scene.series().stays(seen.thread()));
    int confidence = !lasting ? 35 : pinned.size() >= carriers ? 88 : 70;
    scene.explain(pinned.stream().map(Seen::thread));
    return List.of(
        new Finding(
            Fault.PINNED_VIRTUAL_THREADS,
            confidence,
            sentence(pinned, carriers),
            List.of(
                scene.source()
                    + ": "
                    + Figures.count(pinned.size())
                    + " of "
                    + Figures.count(carriers)
                    + " carriers are held by virtual threads that wait")));
  }

  private static boolean mounted(Seen seen) {
    ThreadKind kind = seen.thread().kind();
    return kind == ThreadKind.CARRIER || kind == ThreadKind.MOUNTED;
  }

  /** What the JDK calls when a virtual thread cannot leave its carrier. */
  private static boolean parkedOnCarrier(Seen seen) {
    return seen.stack().stream()
        .limit(10)
        .anyMatch(frame -> frame.name().startsWith("java.lang.VirtualThread.parkOnCarrierThread"));
  }

  private static boolean waits(Scene scene, Seen seen) {

    boolean waiting =
        seen.activity() != Activity.RUNS
            && seen.activity() != Activity.IDLE
            && !seen.thread().in(Thread.State.RUNNABLE)
            && seen.thread().mode().state().isPresent();
    return waiting || keeps(scene, seen.thread());
  }

  /** Where the frames of the virtual thread are not shown: it is the same one, and does nothing. */
  private static boolean keeps(Scene scene, JavaThread thread) {
    return thread.mode().carried() > 0
        && scene.series().still(thread)
        && scene
            .series()
            .before(thread)
            .filter(then -> then.mode().carried() == thread.mode().carried())
            .isPresent();
  }

  /** Those of the same pool; of virtual threads alone it is not known how many there are. */
  private static long carriers(Scene scene, List<Seen> pinned) {
    String pool = pinned.get(0).pool();
    return pinned.get(0).thread().kind() == ThreadKind.CARRIER
        ? scene.threads().stream().filter(seen -> seen.pool().equals(pool)).count()
        : scene.threads().stream()
            .filter(seen -> seen.name().startsWith("ForkJoinPool-1-worker-"))
            .count();
  }

  private static String sentence(List<Seen> pinned, long carriers) {
    Optional<String> place =
        Commonest.of(
            pinned.stream().map(seen -> Code.place(seen.stack())).flatMap(Optional::stream));
    return Words.names(pinned.stream().map(Seen::name))
        + " ("
        + Figures.count(pinned.size())
        + " of "
        + Figures.count(Math.max(carriers, pinned.size()))
        + " carriers) "
        + (pinned.size() == 1 ? "is" : "are")
        + " pinned by virtual threads that wait"
        + place.map(found -> " in " + found).orElse("")
        + reason(pinned.get(0).thread());
  }

  private static String reason(JavaThread thread) {
    if (thread.stack().stream().anyMatch(frame -> frame.method().equals("<clinit>"))) {
      return ", below a class initializer";
    }
    return thread.locks().held().isEmpty() ? ", below a native call" : ", inside of a monitor";
  }
}
