package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pools whose threads all wait for the same: for a peer, or for a result that none is left for. */
final class Exhaustion implements Analysis {
  /** A pool of one or two is at work when all its threads are. */
  private static final int POOL = 3;

  /** The largest ones. */
  private static final int MOST_POOLS = 200;

  /** So many do not sleep, or wait at a latch, because they are meant to. */
  private static final int CROWD = 100;

  /** Too little to accuse them, unless somebody waits for them. */
  private static final int MEANT = 35;

  /** The others may just have come back. */
  private static final double NEARLY_ALL = 0.8;

  private record Place(Activity activity, String call) {}

  @Override
  public List<Finding> findings(Scene scene) {
    return scene.openPools().entrySet().stream()
        .sorted(Comparator.comparingInt(pool -> -pool.getValue().size()))
        .limit(MOST_POOLS)
        .map(pool -> finding(scene, pool.getKey(), pool.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> finding(Scene scene, String pool, List<Seen> threads) {
    Map<Place, List<Seen>> places = new LinkedHashMap<>();
    for (Seen seen : threads) {
      place(seen)
          .ifPresent(
              place -> places.computeIfAbsent(place, ignored -> new ArrayList<>()).add(seen));
    }
    return places.values().stream()
        .reduce((one, other) -> other.size() > one.size() ? other : one)
        .filter(waiting -> waiting.size() >= NEARLY_ALL * scene.poolSize(pool))
        .flatMap(waiting -> finding(scene, pool, waiting, confidence(scene, waiting)));
  }

  private static Optional<Place> place(Seen seen) {
    if (seen.idle()
        || seen.activity() == Activity.RUNS
        || seen.thread().kind() != ThreadKind.PLATFORM) {
      return Optional.empty();
    }
    return Code.caller(seen.stack()).map(call -> new Place(seen.activity(), call.name()));
  }

  private static Optional<Finding> finding(
      Scene scene, String pool, List<Seen> waiting, int confidence) {
    if (confidence == 0) {
      return Optional.empty();
    }
    Seen one = waiting.get(0);
    scene.explain(waiting.stream().map(Seen::thread));
    List<Seen> demand = demand(scene, pool);
    return Optional.of(
        new Finding(
            Fault.POOL_EXHAUSTED,
            confidence,
            all(scene, pool, waiting)
                + " "
                + (waiting.size() == 1 ? one.activity().words() : plural(one.activity()))
                + place(waiting)
                + (one.stack().stream().anyMatch(Exhaustion::waitsForTask) && idlers(scene, pool)
                    ? ", and no thread is left that works on it"
                    : "")
                + (demand.isEmpty()
                    ? ""
                    : "; "
                        + Words.names(demand.stream().map(Seen::name))
                        + (demand.size() == 1 ? " waits" : " wait")
                        + " for results"),
            backing(scene, pool, waiting)));
  }

  private static String all(Scene scene, String pool, List<Seen> waiting) {
    int size = scene.poolSize(pool);
    if (size == 1) {
      return Words.code(waiting.get(0).name()) + ", alone in its pool,";
    }
    return (waiting.size() == size ? "all " : Figures.count(waiting.size()) + " of ")
        + Figures.count(size)
        + " threads of "
        + Words.code(pool);
  }

  private static String plural(Activity activity) {
    String words = activity.words();
    int verb = words.indexOf(' ');
    String first = verb < 0 ? words : words.substring(0, verb);
    String rest = verb < 0 ? "" : words.substring(verb);
    return (first.equals("is") ? "are" : first.substring(0, first.length() - 1)) + rest;
  }

  private static String place(List<Seen> waiting) {
    return Commonest.of(
            waiting.stream().map(seen -> Code.place(seen.stack())).flatMap(Optional::stream))
        .map(place -> " in " + place)
        .orElse("");
  }

  private static List<String> backing(Scene scene, String pool, List<Seen> waiting) {
    List<String> backing = new ArrayList<>();
    backing.add(
        scene.source()
            + ": "
            + Figures.count(waiting.size())
            + " of "
            + Figures.count(scene.poolSize(pool))
            + " threads wait in "
            + Code.caller(waiting.get(0).stack()).map(Frame::name).orElse(""));
    if (!scene.series().single()) {
      backing.add(
          scene.series().first().source()
              + ": "
              + Figures.count(waiting.stream().filter(scene::still).count())
              + " of them waited already");
    }
    return backing;
  }

  /**
   * How sure, by what they wait for. A wait outside of the JVM or for a task of another thread is
   * work that stands still; threads that sleep, or wait at a latch or in a monitor, may be meant
   * to.
   */
  private static int confidence(Scene scene, List<Seen> waiting) {
    Seen one = waiting.get(0);
    long still = waiting.stream().filter(scene::still).count();
    if (still < NEARLY_ALL * waiting.size()) {
      return 0;
    }
    boolean several = waiting.size() >= POOL;
    boolean demand = !demand(scene, one.pool()).isEmpty();
    if (one.activity() == Activity.FUTURE) {
      return future(scene, one, several);
    }
    if (!one.pooled()) {
      return plain(one, several) + (several && demand && one.activity().outside() ? 20 : 0);
    }
    return several || demand
        ? task(waiting) + (demand ? 15 : 0)
        : one.activity().outside() ? 30 : 0;
  }

  private static int task(List<Seen> waiting) {
    Seen one = waiting.get(0);
    if (AsMeant.waits(waiting)) {
      return MEANT;
    }
    if (one.activity().outside()) {
      return outside(one);
    }
    return waiting.size() >= CROWD ? 60 : one.activity() == Activity.PUTS ? 55 : 45;
  }

  /**
   * A client of HTTP or of a database waits for an answer; who reads a socket himself may as well
   * be a server that waits for the next request.
   */
  private static int outside(Seen one) {
    return raw(one) ? 48 : 75;
  }

  private static boolean raw(Seen one) {
    return one.activity() == Activity.READS
        && Code.caller(one.stack()).filter(Code::application).isPresent();
  }

  /** Threads that nobody's pool runs may be readers of their own connections. */
  private static int plain(Seen one, boolean several) {
    if (!several) {
      return 0;
    }
    return switch (one.activity()) {
      case CALLS_HTTP, CONNECTS -> 60;
      case PUTS -> 55;
      case READS -> raw(one) ? MEANT : 40;
      case PROCESS, RESOLVES -> 40;
      default -> 30;
    };
  }

  private static int future(Scene scene, Seen one, boolean several) {
    boolean task = one.stack().stream().anyMatch(Exhaustion::waitsForTask);
    if (!one.pooled()) {
      return 0;
    }
    if (idlers(scene, one.pool())) {
      return task ? 82 : several ? 75 : 45;
    }
    return several ? 55 : 40;
  }

  /** A task that was given to an executor, rather than an event that somebody may send. */
  private static boolean waitsForTask(Frame frame) {
    return frame.name().startsWith("java.util.concurrent.FutureTask.get")
        || frame.name().startsWith("java.util.concurrent.AbstractExecutorService.invoke");
  }

  /** Whether nobody outside of the pool is at work, so that its threads wait for themselves. */
  private static boolean idlers(Scene scene, String pool) {
    return scene.threads().stream()
        .filter(seen -> !seen.pool().equals(pool) && seen.pooled())
        .allMatch(seen -> seen.idle() || seen.activity() == Activity.FUTURE);
  }

  /** Who waits for what the pool is to do. */
  private static List<Seen> demand(Scene scene, String pool) {
    return scene.threads().stream()
        .filter(seen -> !seen.pool().equals(pool) && !seen.idle())
        .filter(seen -> seen.activity() == Activity.FUTURE || seen.activity() == Activity.PUTS)
        .filter(scene::still)
        .toList();
  }
}
