package io.selfheal.app;

import io.selfheal.evidence.Pause;
import io.selfheal.lock.HeldException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, and waits for the process before to end where it still holds what is one process's: of a
 * pod that is deleted the replacement may be there sooner than the pod is gone.
 */
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  /** Below what the startup probe allows (config/kubernetes), above {@code shutdownGrace}. */
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private static final Duration AGAIN = Duration.ofMillis(500);

  private final Configuration configuration;
  private final Clock clock;

  Handover(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * @throws StartException as {@link Responder#start}; of what is held, once patience has ended
   */
  Responder await() throws InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    boolean said = false;
    while (true) {
      try {
        return Responder.start(configuration, clock);
      } catch (StartException e) {
        if (!isHeld(e) || !clock.instant().isBefore(end)) {
          throw e;
        }
        if (!said) {
          say(e);
          said = true;
        }
      }
      Pause.REAL.pause(AGAIN);
    }
  }

  private static void say(StartException refusal) {
    LOG.atWarn()
        .addKeyValue("seconds", PATIENCE.toSeconds())
        .addKeyValue("why", refusal.getMessage())
        .log("Waiting for another responder to end");
  }

  private static boolean isHeld(Throwable refusal) {
    Throwable cause = refusal;
    while (cause != null && !(cause instanceof HeldException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
