package io.selfheal.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks at most once in a while, on one thread at a time, so that a storm of probes does not become
 * a storm on the ledger. An answer that is overdue counts as no.
 */
public final class CachedReadiness implements Readiness {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration OVERDUE = Duration.ofSeconds(10);
  private static final List<String> HANGS =
      List.of("The last check has not come back; what it checks hangs");

  private final Readiness readiness;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Answer last = new Answer(HANGS, Instant.MIN);

  private record Answer(List<String> missing, Instant at) {
    boolean within(Duration age, Instant now) {
      return !at.equals(Instant.MIN) && !at.plus(age).isBefore(now);
    }
  }

  public CachedReadiness(Readiness readiness, Clock clock) {
    this.readiness = readiness;
    this.clock = clock;
  }

  @Override
  public List<String> missing() {
    if (!last.within(FRESH, clock.instant()) && asking.tryLock()) {
      try {
        last = ask();
      } finally {
        asking.unlock();
      }
    }
    return last.within(OVERDUE, clock.instant()) ? last.missing() : HANGS;
  }

  private Answer ask() {
    Instant now = clock.instant();
    try {
      return new Answer(List.copyOf(readiness.missing()), now);
    } catch (RuntimeException e) {
      return new Answer(List.of("Cannot check: " + e.getMessage()), now);
    }
  }
}
