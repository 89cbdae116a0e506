package io.selfheal.triage.threads.dump;

/** What a thread waits for, as its dump says. */
public record Wait(Lock lock, Kind kind) {
  /** How it waits. */
  public enum Kind {
    /** To enter a monitor, or to enter it again after it was notified. */
    ENTER,
    /** In {@code Object.wait}: the monitor is not held meanwhile. */
    NOTIFY,
    PARK,
    /** Until another thread has initialized a class. */
    CLASS_INIT
  }
}
