package io.selfheal.triage.threads.dump;

import java.util.List;
import java.util.Optional;

/**
 * A thread as one dump shows it.
 *
 * @param stack the call that it is in first
 */
public record JavaThread(
    ThreadId id, Mode mode, List<Frame> stack, Locks locks, ThreadTimes times) {
  /**
   * How it runs.
   *
   * @param state empty where the dump does not say
   * @param carried the number of the virtual thread that it carries, or 0
   */
  public record Mode(ThreadKind kind, Optional<Thread.State> state, long carried) {}

  /** Virtual threads have none unless they are given one. */
  public String name() {
    return id.name().isEmpty() ? "virtual-" + id.number() : id.name();
  }

  public ThreadKind kind() {
    return mode.kind();
  }

  public boolean in(Thread.State state) {
    return mode.state().filter(state::equals).isPresent();
  }
}
