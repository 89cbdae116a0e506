package io.selfheal.triage.threads;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Deadlock;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.Lock;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads that wait for each other: out of the locks of the dump, or as the JVM says it. */
final class Deadlocks implements Analysis {
  /** A cycle of locks of threads that all stood still cannot end by itself. */
  private static final int CERTAIN = 99;

  /** These threads were looked at one after the other, and may have been in passing. */
  private static final int IN_PASSING = 80;

  private static final int MOST = 20;

  @Override
  public List<Finding> findings(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (List<JavaThread> cycle : scene.locks().cycles().stream().limit(MOST).toList()) {
      cycle.forEach(thread -> known.add(thread.name()));
      findings.add(ofCycle(scene, cycle));
    }
    for (Deadlock deadlock : scene.series().last().deadlocks().stream().limit(MOST).toList()) {
      if (deadlock.links().stream().noneMatch(link -> known.contains(link.waiter()))) {
        findings.add(ofJvm(scene, deadlock));
      }
    }
    return findings;
  }

  private static Finding ofCycle(Scene scene, List<JavaThread> cycle) {
    List<JavaThread> behind = behind(scene, cycle);
    scene.explain(cycle.stream());
    scene.explain(behind.stream());
    List<String> backing = new ArrayList<>();
    backing.add(
        scene.source()
            + ": a cycle of "
            + cycle.size()
            + " threads"
            + (behind.isEmpty() ? "" : ", and " + behind.size() + " more wait for it"));
    cycle.forEach(thread -> backing.add(scene.source() + ": " + waits(scene, thread)));
    return new Finding(
        Fault.DEADLOCK,
        scene.series().last().form() == ThreadDump.Form.PRINTED ? CERTAIN : IN_PASSING,
        sentence(
                cycle.stream().map(JavaThread::name),
                cycle.size(),
                Words.locks(cycle.stream().map(thread -> wanted(scene, thread).type())),
                where(cycle))
            + (behind.isEmpty()
                ? ""
                : "; " + Words.many(behind.size(), "more thread") + " behind them"),
        backing);
  }

  private static Finding ofJvm(Scene scene, Deadlock deadlock) {
    List<Deadlock.Link> links = deadlock.links();
    return new Finding(
        Fault.DEADLOCK,
        CERTAIN,
        sentence(
            links.stream().map(Deadlock.Link::waiter),
            links.size(),
            Words.locks(links.stream().map(Deadlock.Link::lockType)),
            ""),
        List.of(scene.source() + ": the JVM found a deadlock of " + links.size() + " threads"));
  }

  private static String sentence(Stream<String> names, int size, String locks, String where) {
    return Words.names(names)
        + " deadlock on "
        + Words.many(size, "lock")
        + (locks.isBlank() ? "" : " (" + locks + ")")
        + where;
  }

  private static String where(List<JavaThread> cycle) {
    String places =
        Words.names(
            cycle.stream()
                .map(thread -> Code.topmost(thread).or(() -> Code.caller(thread.stack())))
                .flatMap(Optional::stream)
                .map(Code::name));
    return places.isEmpty() ? "" : " in " + places;
  }

  private static List<JavaThread> behind(Scene scene, List<JavaThread> cycle) {
    Set<ThreadId> members = cycle.stream().map(JavaThread::id).collect(Collectors.toSet());
    return scene.locks().waiters().values().stream()
        .flatMap(List::stream)
        .filter(thread -> !members.contains(thread.id()))
        .filter(thread -> members.contains(scene.locks().root(thread).id()))
        .toList();
  }

  private static String waits(Scene scene, JavaThread thread) {
    return Words.code(thread.name())
        + " waits for "
        + Words.lock(wanted(scene, thread))
        + " of "
        + scene.locks().blocker(thread).map(JavaThread::name).map(Words::code).orElse("nobody")
        + Code.topmost(thread).map(Frame::name).map(name -> " in " + name).orElse("");
  }

  private static Lock wanted(Scene scene, JavaThread thread) {
    return scene.locks().wanted(thread).orElseThrow();
  }
}
