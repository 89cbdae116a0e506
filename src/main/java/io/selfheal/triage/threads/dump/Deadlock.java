package io.selfheal.triage.threads.dump;

import java.util.List;

/** A cycle that the JVM itself found: each waits for the next, and the last for the first. */
public record Deadlock(List<Link> links) {
  public Deadlock {
    links = List.copyOf(links);
  }

  /** Who waits for what, by the thread's name. */
  public record Link(String waiter, String lockType, String holder) {}
}
