package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.CaptureFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bears cut connections: what they interrupt is asked for again, until the deadline or until an API
 * server that restarts would have been back long ago.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(16);

  /** One and two and four and eight seconds, then sixteen each: more than two minutes. */
  private static final int IN_VAIN = 12;

  private final Clock clock;
  private final Pause pause;
  private final Instant deadline;
  private Duration next = FIRST;
  private int inVain;

  private Attempts(Clock clock, Pause pause, Instant deadline) {
    this.clock = clock;
    this.pause = pause;
    this.deadline = deadline;
  }

  static Attempts within(Duration timeout, Clock clock, Pause pause) {
    return new Attempts(clock, pause, clock.instant().plus(timeout));
  }

  /** Until the deadline; never negative. */
  Duration left() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What was asked for has come nearer: the next cut is a first one again. */
  void progressed() {
    next = FIRST;
    inVain = 0;
  }

  /** Waits for the next attempt; throws what comes once too often. */
  void after(CaptureFailure cut) throws CaptureFailure, InterruptedException {
    if (++inVain > IN_VAIN || left().compareTo(next) <= 0) {
      throw cut;
    }
    LOG.atWarn()
        .addKeyValue("reason", cut.reason().slug())
        .addKeyValue("pauseSeconds", next.toSeconds())
        .log("A connection into the pod was cut; it goes on where it was");
    pause.pause(next);
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
  }
}
