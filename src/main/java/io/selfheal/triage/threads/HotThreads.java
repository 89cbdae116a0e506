package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Threads that use a processor from one dump to the next, and the code that they burn it in. */
final class HotThreads implements Analysis {
  /** Less is what a thread uses that has work to do. */
  private static final double WARM = 0.25;

  /** Most of one processor: alone it is a full one in a loop, on a machine that is shared. */
  private static final double HOT = 0.8;

  private static final double HALF = 0.5;

  private record Burning(Seen seen, double share, Optional<Frame> frame, boolean regex) {}

  @Override
  public List<Finding> findings(Scene scene) {
    Map<String, List<Burning>> byFrame = new LinkedHashMap<>();
    for (Seen seen : scene.threads()) {
      burning(scene, seen)
          .ifPresent(
              hot ->
                  byFrame
                      .computeIfAbsent(
                          hot.frame().map(Frame::name).orElse(seen.pool()),
                          ignored -> new ArrayList<>())
                      .add(hot));
    }
    return byFrame.values().stream()
        .map(hot -> finding(scene, hot))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Burning> burning(Scene scene, Seen seen) {
    if (seen.thread().kind() == ThreadKind.JVM || seen.stack().isEmpty()) {
      return Optional.empty();
    }
    return scene
        .series()
        .share(seen.thread())
        .filter(share -> share >= WARM)
        .map(share -> burning(scene, seen, share));
  }

  private static Burning burning(Scene scene, Seen seen, double share) {
    List<Frame> before =
        scene.series().before(seen.thread()).map(JavaThread::stack).orElse(List.of());
    boolean regex = matches(seen.stack()) || matches(before);
    return new Burning(seen, share, frame(before, seen.stack(), regex), regex);
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

  private static Optional<Finding> finding(Scene scene, List<Burning> hot) {
    double sum = hot.stream().mapToDouble(Burning::share).sum();
    int confidence = sum >= HOT ? 85 : sum >= HALF ? 65 : 45;
    boolean application = hot.stream().anyMatch(each -> each.seen().application().isPresent());
    boolean regex = hot.stream().allMatch(Burning::regex);
    scene.explain(hot.stream().map(Burning::seen).map(Seen::thread));
    return Optional.of(
        new Finding(
            Fault.HOT_THREAD,
            application ? confidence : Math.min(confidence, 45),
            sentence(hot, sum, regex),
            backing(scene, hot)));
  }

  private static String sentence(List<Burning> hot, double sum, boolean regex) {
    String place =
        hot.get(0).frame().map(Code::name).map(Words::code).orElse("code that is not seen");
    return Words.names(hot.stream().map(each -> each.seen().name()))
        + (hot.size() == 1 ? " burns " : " burn ")
        + Words.percent(sum)
        + " CPU in "
        + (regex ? "a regular expression (java.util.regex) that " + place + " matches" : place);
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
              + Words.percent(each.share())
              + " of a processor"
              + each.seen().stack().stream()
                  .findFirst()
                  .map(top -> ", at last in " + top.name())
                  .orElse(""));
    }
    return backing;
  }
}
