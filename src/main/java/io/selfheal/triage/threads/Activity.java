package io.selfheal.triage.threads;

/** What a thread is at, told from the calls into the JDK on top of its stack. */
enum Activity {
  RUNS("runs"),
  /** Waits for work, as a thread of a pool that has none. */
  IDLE("is idle"),
  ACCEPTS("waits for a connection to accept"),
  SELECTS("waits for an event of a channel"),
  READS("waits for an answer on a socket"),
  CONNECTS("connects to a peer"),
  CALLS_HTTP("waits for an HTTP answer"),
  RESOLVES("looks up an address"),
  SLEEPS("sleeps"),
  JOINS("waits for a thread to end"),
  WAITS("waits in Object.wait"),
  TAKES("waits for an element of a queue"),
  PUTS("waits for room in a queue"),
  ACQUIRES("waits for a permit of a semaphore"),
  FUTURE("waits for a future"),
  LATCH("waits at a latch or barrier"),
  LOCKS("waits for a lock"),
  CONDITION("waits for a condition"),
  PROCESS("waits for a process"),
  PARKS("is parked");

  private final String words;

  Activity(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether that is what a thread does that has nothing to do. */
  boolean forWork() {
    return this == IDLE || this == ACCEPTS || this == SELECTS || this == TAKES;
  }

  /** Whether another thread of the JVM has to do something that it may go on. */
  boolean forOthers() {
    return switch (this) {
      case JOINS, FUTURE, LATCH, CONDITION, WAITS, TAKES, PUTS, ACQUIRES -> true;
      case RUNS,
          IDLE,
          ACCEPTS,
          SELECTS,
          READS,
          CONNECTS,
          CALLS_HTTP,
          RESOLVES,
          SLEEPS,
          LOCKS,
          PROCESS,
          PARKS ->
          false;
    };
  }

  /** Whether it waits for somebody outside of the JVM. */
  boolean outside() {
    return this == READS
        || this == CONNECTS
        || this == CALLS_HTTP
        || this == RESOLVES
        || this == PROCESS;
  }
}
