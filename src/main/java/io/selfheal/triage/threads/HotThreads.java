package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Threads that use a processor from one dump to the next, and the code that they burn it in. */
final class HotThreads implements Analysis {
  /** Less is what a thread uses that has work to do. */
  private static final double WARM = 0.25;

  /** Most of one processor: alone it is a full one in a loop, on a machine that is shared. */
  private static final double HOT = 0.8;

  private static final double HALF = 0.5;

  /** The hottest ones: no machine has so many processors to burn. */
  private static final int MOST_THREADS = 500;

  /** What is left to a loop on a machine that many share. */
  private static final double SCARCE = 0.1;

  /** That it ran in both dumps is no chance, if its like use most of what the process gets. */
  private static final double LEAST = 0.15;

  /**
   * A thread that used much.
   *
   * @param twice whether both dumps found it running
   */
  private record Burning(
      Seen seen, double share, Optional<Frame> frame, boolean regex, boolean twice) {
    /** How far from the root the call is that it burns in. */
    int depth() {
      return seen.stack().size() - frame.map(seen.stack()::indexOf).orElse(0);
    }

    boolean below(Burning other) {
      return other
          .frame()
          .map(call -> seen.stack().contains(call))
          .orElse(seen.pool().equals(other.seen().pool()));
    }
  }

  @Override
  public List<Finding> findings(Scene scene) {
    List<List<Burning>> groups = new ArrayList<>();
    scene
        .open()
        .map(seen -> burning(scene, seen))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingDouble(Burning::share).reversed())
        .limit(MOST_THREADS)
        .sorted(Comparator.comparingInt(Burning::depth))
        .forEach(hot -> group(hot, groups).add(hot));
    return groups.stream().map(hot -> finding(scene, hot)).toList();
  }

  /** Those that burn below the same call are one finding, however deep each was found. */
  private static List<Burning> group(Burning hot, List<List<Burning>> groups) {
    return groups.stream()
        .filter(group -> hot.below(group.get(0)))
        .findFirst()
        .orElseGet(
            () -> {
              List<Burning> group = new ArrayList<>();
              groups.add(group);
              return group;
            });
  }

  private static Optional<Burning> burning(Scene scene, Seen seen) {
    if (seen.thread().kind() == ThreadKind.JVM || seen.stack().isEmpty()) {
      return Optional.empty();
    }
    return scene
        .series()
        .share(seen.thread())
        .filter(share -> share >= WARM || (share >= SCARCE && runsTwice(scene, seen)))
        .map(share -> burning(scene, seen, share));
  }

  private static Burning burning(Scene scene, Seen seen, double share) {
    List<Frame> before =
        scene.series().before(seen.thread()).map(JavaThread::stack).orElse(List.of());
    boolean regex = matches(seen.stack()) || matches(before);
    return new Burning(
        seen, share, frame(before, seen.stack(), regex), regex, runsTwice(scene, seen));
  }

  private static boolean runsTwice(Scene scene, Seen seen) {
    return seen.activity() == Activity.RUNS
        && scene.before(seen).filter(then -> then.activity() == Activity.RUNS).isPresent();
  }

  /** The application's call that both stacks have, and that is nearest to their tops. */
  private static Optional<Frame> frame(List<Frame> before, List<Frame> now, boolean regex) {
    if (regex) {
      return Code.topmost(matches(now) ? now : before);
    }
    int same = 0;
    while (same < Math.min(before.size(), now.size())
        && fromRoot(before, same).equals(fromRoot(now, same))) {
      same++;
    }
    return Code.topmost(now.subList(now.size() - same, now.size()))
        .or(() -> Code.topmost(now))
        .or(() -> Code.topmost(before))
        .or(() -> Code.caller(now));
  }

  private static Frame fromRoot(List<Frame> stack, int depth) {
    return stack.get(stack.size() - 1 - depth);
  }

  private static boolean matches(List<Frame> stack) {
    for (Frame frame : stack) {
      if (frame.name().startsWith("java.util.regex.")) {
        return true;
      }
      if (!JdkCalls.of(frame)) {
        return false;
      }
    }
    return false;
  }

  private static Finding finding(Scene scene, List<Burning> hot) {
    double sum = hot.stream().mapToDouble(Burning::share).sum();
    int confidence = confidence(scene, hot, sum);
    boolean application = hot.stream().anyMatch(each -> each.seen().application().isPresent());
    boolean regex = hot.stream().allMatch(Burning::regex);
    scene.explain(hot.stream().map(Burning::seen).map(Seen::thread));
    return new Finding(
        Fault.HOT_THREAD,
        application ? confidence : Math.min(confidence, 45),
        sentence(hot, sum, regex),
        backing(scene, hot));
  }

  private static int confidence(Scene scene, List<Burning> hot, double sum) {
    double warm = hot.stream().mapToDouble(Burning::share).filter(share -> share >= WARM).sum();
    if (warm >= HALF) {
      return warm >= HOT ? 85 : 65;
    }
    boolean twice = hot.stream().filter(Burning::twice).count() * 2 > hot.size();
    return twice && sum >= LEAST && sum >= HALF * scene.processors() ? 60 : 45;
  }

  private static String sentence(List<Burning> hot, double sum, boolean regex) {
    String place =
        hot.get(0).frame().map(frame -> place(hot.get(0), frame)).orElse("code that is not seen");
    return Words.names(hot.stream().map(each -> each.seen().name()).sorted())
        + (hot.size() == 1 ? " burns " : " burn ")
        + Figures.share(sum)
        + " CPU in "
        + (regex ? "a regular expression (java.util.regex) that " + place + " matches" : place);
  }

  private static String place(Burning hot, Frame frame) {
    List<Frame> stack = hot.seen().stack();
    return Code.place(stack.subList(Math.max(0, stack.indexOf(frame)), stack.size()))
        .orElse(Words.code(Code.name(frame)));
  }

  private static List<String> backing(Scene scene, List<Burning> hot) {
    List<String> backing = new ArrayList<>();
    for (Burning each : hot.subList(0, Math.min(hot.size(), 10))) {
      backing.add(
          scene.series().first().source()
              + " to "
              + scene.source()
              + ": "
              + Words.code(each.seen().name())
              + " used "
              + Figures.share(each.share())
              + " of a processor"
              + each.seen().stack().stream()
                  .findFirst()
                  .map(top -> ", at last in " + top.name())
                  .orElse(""));
    }
    return backing;
  }
}
