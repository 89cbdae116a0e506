package io.selfheal.triage.threads.dump;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A thread whose lines are being read. */
final class ThreadDraft {
  /** A JVM prints no more of a stack, unless told by {@code MaxJavaStackTraceDepth}. */
  private static final int DEEPEST = 1024;

  private static final int MOST_LOCKS = 1000;

  private final ThreadId id;
  private final ThreadTimes times;
  private final List<Frame> stack = new ArrayList<>();
  private final Set<Lock> held = new LinkedHashSet<>();
  private ThreadKind kind;
  private Optional<Thread.State> state = Optional.empty();
  private Optional<Wait> wait = Optional.empty();
  private long carried;
  private int mounted = -1;

  private static final int LONGEST_NAME = 200;

  ThreadDraft(ThreadId id, ThreadKind kind, ThreadTimes times) {
    this.id = new ThreadId(cut(id.name()), id.number());
    this.kind = kind;
    this.times = times;
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }

  void state(Optional<Thread.State> state) {
    this.state = state;
  }

  void frame(Frame frame) {
    if (stack.size() < DEEPEST) {
      stack.add(frame);
    }
  }

  void carries(long number) {
    kind = ThreadKind.CARRIER;
    carried = number;
  }

  void mounted() {
    kind = ThreadKind.MOUNTED;
  }

  /** The frames from here on are those of the virtual thread. */
  void mountedFramesFollow() {
    mounted = stack.size();
  }

  void waitsFor(Wait found) {
    if (wait.isEmpty()) {
      wait = Optional.of(found);
    }
  }

  void holds(Lock lock) {
    if (held.size() < MOST_LOCKS) {
      held.add(lock);
    }
  }

  JavaThread done(Interned interned) {
    return new JavaThread(
        id,
        new JavaThread.Mode(kind, state, carried),
        interned.stack(whole()),
        new Locks(wait, held.stream().filter(lock -> !released(lock)).toList()),
        times);
  }

  private List<Frame> whole() {
    if (mounted < 0) {
      return stack;
    }
    List<Frame> whole = new ArrayList<>(stack.subList(mounted, stack.size()));
    whole.addAll(stack.subList(0, mounted));
    return whole;
  }

  /** What it waits for it does not hold, though the frame that locked it says so. */
  private boolean released(Lock lock) {
    return wait.filter(found -> found.lock().id().equals(lock.id())).isPresent();
  }
}
