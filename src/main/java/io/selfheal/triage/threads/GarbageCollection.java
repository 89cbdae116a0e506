package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much of the time went into garbage collection, told from the processor time of its threads;
 * the serial collector works in the thread of the JVM's operations.
 */
final class GarbageCollection implements Analysis {
  private static final Pattern COLLECTOR =
      Pattern.compile("(?:VM Thread|GC Thread#|G1 |ParGC|ConcGC|Z[A-Z]|X[A-Z]|Shenandoah).*");

  private static final double WORTH_A_LOOK = 0.15;

  /** In all, of what a process gets that has little, most of which they take. */
  private static final double SCARCE = 0.08;

  /** Bytes from one dump to the next. */
  private static final long GARBAGE = 5_000_000;

  /** Of what the process gets of processors: garbage takes more than all that it is there for. */
  private static final double MOSTLY = 0.5;

  /** A sound service gives a few per cent. */
  private static final double NOTICED = 0.25;

  private static final double MUCH = 0.4;

  /** GCTimeLimit's 98 per cent is when a JVM gives up itself; its users have given up before. */
  private static final double MOST = 0.6;

  private record Share(JavaThread thread, double share) {}

  @Override
  public List<Finding> findings(Scene scene) {
    List<Share> collectors =
        scene.series().last().threads().stream()
            .filter(thread -> thread.kind() == ThreadKind.JVM)
            .filter(thread -> COLLECTOR.matcher(thread.name()).matches())
            .flatMap(
                thread ->
                    scene.series().share(thread).map(share -> new Share(thread, share)).stream())
            .sorted(Comparator.comparingDouble(Share::share).reversed())
            .toList();
    return worthALook(scene, collectors) ? List.of(finding(scene, collectors)) : List.of();
  }

  private static boolean worthALook(Scene scene, List<Share> collectors) {
    double sum = collectors.stream().mapToDouble(Share::share).sum();
    return collectors.stream().anyMatch(each -> each.share() >= WORTH_A_LOOK)
        || (sum >= SCARCE && sum >= MOSTLY * scene.processors() && makesGarbage(scene));
  }

  /** The JVM's own thread is busy with other things too, such as the dumps of idle services. */
  private static boolean makesGarbage(Scene scene) {
    return maker(scene).filter(seen -> allocated(scene, seen) >= GARBAGE).isPresent();
  }

  /** The busiest of them works as long as the collector does, however many there are. */
  private static Finding finding(Scene scene, List<Share> collectors) {
    double share = Math.min(1, collectors.get(0).share());
    double sum = collectors.stream().mapToDouble(Share::share).sum();
    int confidence = confidence(share, sum / scene.processors());
    Optional<Seen> maker = maker(scene);
    if (confidence > 50) {
      maker.ifPresent(seen -> scene.explain(List.of(seen.thread()).stream()));
    }
    List<String> backing = new ArrayList<>();
    backing.add(
        between(scene)
            + ": garbage collection used "
            + Figures.share(sum)
            + " of a processor, its busiest thread "
            + Figures.share(share));
    maker.ifPresent(seen -> backing.add(between(scene) + ": " + making(scene, seen)));
    return new Finding(
        Fault.GC_THRASH,
        confidence,
        "garbage collection takes "
            + takes(share, sum / scene.processors())
            + maker.map(seen -> "; " + making(scene, seen)).orElse(""),
        backing);
  }

  /**
   * By the time that it takes, and where processors are scarce by its part of what the process had
   * of them.
   */
  private static int confidence(double share, double ofProcess) {
    if (share >= MOST) {
      return 92;
    }
    if (share >= MUCH || (share >= NOTICED && ofProcess >= MOSTLY)) {
      return 78;
    }
    return ofProcess >= MOSTLY ? 60 : 45;
  }

  private static String takes(double share, double ofProcess) {
    return share >= WORTH_A_LOOK
        ? Figures.share(share) + " of the time"
        : Figures.share(ofProcess) + " of the processor time";
  }

  private static String between(Scene scene) {
    return scene.series().first().source() + " to " + scene.source();
  }

  /** Who allocates most, or as far as that is not known, who is busiest. */
  private static Optional<Seen> maker(Scene scene) {
    List<Seen> ours =
        scene.threads().stream().filter(seen -> seen.application().isPresent()).toList();
    Optional<Seen> allocating =
        ours.stream()
            .filter(seen -> allocated(scene, seen) > 0)
            .max(Comparator.comparingLong(seen -> allocated(scene, seen)));
    return allocating.or(
        () ->
            ours.stream()
                .filter(seen -> scene.series().share(seen.thread()).orElse(0.0) > 0.01)
                .max(
                    Comparator.comparingDouble(
                        seen -> scene.series().share(seen.thread()).orElse(0.0))));
  }

  private static long allocated(Scene scene, Seen seen) {
    long now = seen.thread().times().allocated().orElse(0L);
    return scene
        .series()
        .before(seen.thread())
        .flatMap(then -> then.times().allocated())
        .map(then -> now - then)
        .orElse(0L);
  }

  private static String making(Scene scene, Seen seen) {
    long seconds = scene.series().window(seen.thread()).map(Duration::toMillis).orElse(1000L);
    long bytes = allocated(scene, seen);
    String place = Code.place(seen.stack()).map(found -> " in " + found).orElse("");
    return Words.code(seen.name())
        + (bytes > 0
            ? " allocates "
                + Figures.count(bytes * 1000 / Math.max(seconds, 1) / 1_000_000)
                + " MB/s"
            : " is the busiest thread")
        + place;
  }
}
