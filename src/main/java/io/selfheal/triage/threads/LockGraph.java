package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.Lock;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadId;
import io.selfheal.triage.threads.dump.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for which lock, and who holds it. */
final class LockGraph {
  static final int LONGEST_CHAIN = 100;

  private final Map<String, JavaThread> holders = new HashMap<>();
  private final Map<ThreadId, Lock> wanted = new LinkedHashMap<>();
  private final Map<ThreadId, JavaThread> threads = new LinkedHashMap<>();

  private LockGraph() {}

  static LockGraph of(ThreadDump dump) {
    LockGraph graph = new LockGraph();
    dump.threads().forEach(graph::holds);
    dump.threads().forEach(graph::wants);
    return graph;
  }

  private void holds(JavaThread thread) {
    threads.put(thread.id(), thread);
    thread.locks().held().forEach(lock -> holders.put(lock.id(), thread));
    for (Frame frame : thread.stack()) {
      if (frame.method().equals("<clinit>")) {
        holders.putIfAbsent("initialization of " + frame.type(), thread);
      }
    }
  }

  private void wants(JavaThread thread) {
    thread
        .locks()
        .awaited()
        .filter(wait -> isLock(thread, wait))
        .ifPresent(wait -> wanted.put(thread.id(), wait.lock()));
  }

  private boolean isLock(JavaThread thread, Wait wait) {
    return switch (wait.kind()) {
      case ENTER, CLASS_INIT -> true;
      case NOTIFY -> false;
      case PARK ->
          holders.containsKey(wait.lock().id()) || Seen.of(thread).activity() == Activity.LOCKS;
    };
  }

  Optional<Lock> wanted(JavaThread thread) {
    return Optional.ofNullable(wanted.get(thread.id()));
  }

  Optional<JavaThread> holder(Lock lock) {
    return Optional.ofNullable(holders.get(lock.id()));
  }

  /** Whom it waits for. */
  Optional<JavaThread> blocker(JavaThread thread) {
    return wanted(thread).flatMap(this::holder).filter(holder -> !holder.id().equals(thread.id()));
  }

  /** By lock, in the order of the dump. */
  Map<Lock, List<JavaThread>> waiters() {
    Map<Lock, List<JavaThread>> waiters = new LinkedHashMap<>();
    wanted.forEach(
        (id, lock) ->
            waiters.computeIfAbsent(lock, ignored -> new ArrayList<>()).add(threads.get(id)));
    return waiters;
  }

  /** Threads that wait for each other, each cycle once. */
  List<List<JavaThread>> cycles() {
    List<List<JavaThread>> cycles = new ArrayList<>();
    Set<ThreadId> seen = new LinkedHashSet<>();
    for (ThreadId id : wanted.keySet()) {
      cycle(threads.get(id), seen).ifPresent(cycles::add);
    }
    return cycles;
  }

  /** Walks from there until it comes to a thread that it knows: on this way, it is a cycle. */
  private Optional<List<JavaThread>> cycle(JavaThread from, Set<ThreadId> seen) {
    Map<ThreadId, JavaThread> way = new LinkedHashMap<>();
    Optional<JavaThread> at = Optional.of(from);
    while (at.isPresent() && seen.add(at.get().id())) {
      way.put(at.get().id(), at.get());
      at = blocker(at.get());
    }
    if (at.isEmpty() || !way.containsKey(at.get().id())) {
      return Optional.empty();
    }
    List<JavaThread> all = new ArrayList<>(way.values());
    return Optional.of(all.subList(all.indexOf(at.get()), all.size()));
  }

  /** Whom it waits for in the end, as far as people could follow it; itself when for nobody. */
  JavaThread root(JavaThread thread) {
    Set<ThreadId> seen = new LinkedHashSet<>();
    JavaThread at = thread;
    while (seen.add(at.id()) && seen.size() < LONGEST_CHAIN) {
      Optional<JavaThread> next = blocker(at);
      if (next.isEmpty()) {
        return at;
      }
      at = next.get();
    }
    return at;
  }
}
