package io.selfheal.triage.threads.dump;

/** What kind of thread a dump shows. */
public enum ThreadKind {
  /** The JVM's own, which runs no Java: for garbage collection, for example. */
  JVM,
  PLATFORM,
  /** Carries a virtual thread, whose frames are on top of its own where the JVM shows them. */
  CARRIER,
  VIRTUAL,
  /** A virtual thread that is on its carrier. */
  MOUNTED
}
