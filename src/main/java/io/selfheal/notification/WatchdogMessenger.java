package io.selfheal.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operators, in the default channel, when no alerts reach us and when they do again: one
 * message each, on a thread of its own; of several responders the one that tells people. What
 * cannot be delivered is tried again as long as it is true; what was told is not kept over a
 * restart.
 */
public final class WatchdogMessenger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchdogMessenger.class);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Rounds rounds = new Rounds("watchdog", ROUND, this::runOnce);
  private final Notifier notifier;
  private final String channel;
  private final WatchdogMessages messages;
  private final BooleanSupplier tells;
  private final Supplier<Optional<Duration>> silence;
  private final Clock clock;
  private boolean alarmed;
  private int attempts;
  private Instant retryAt = Instant.MIN;

  /**
   * @param notifier of its own: a notifier belongs to one thread
   * @param alertname of the watchdog
   * @param tells whether this responder is the one that tells people
   * @param silence how long it has been away, if that is too long
   */
  public WatchdogMessenger(
      Notifier notifier,
      Channels channels,
      String alertname,
      BooleanSupplier tells,
      Supplier<Optional<Duration>> silence,
      Clock clock) {
    this.notifier = notifier;
    this.channel = channels.fallback();
    this.messages = new WatchdogMessages(alertname);
    this.tells = tells;
    this.silence = silence;
    this.clock = clock;
  }

  public void start() {
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close(Duration.ZERO);
  }

  /** Tells what changed, if anything did; called by one thread at a time. */
  void runOnce() {
    if (!tells.getAsBoolean()) {
      return;
    }
    Optional<Duration> now = silence.get();
    if (now.isPresent() == alarmed || clock.instant().isBefore(retryAt)) {
      return;
    }
    try {
      notifier.post(channel, now.map(messages::silent).orElseGet(messages::back));
      told(now);
    } catch (NotificationException e) {
      failed(e);
    }
  }

  private void told(Optional<Duration> now) {
    alarmed = now.isPresent();
    attempts = 0;
    if (alarmed) {
      LOG.atWarn().log("The watchdog has not come; alerts may not reach us");
    } else {
      LOG.atInfo().log("The watchdog has come again");
    }
  }

  private void failed(NotificationException failure) {
    if (attempts == 0) {
      LOG.atError()
          .addKeyValue("channel", channel)
          .addKeyValue("reason", failure.reason().slug())
          .addKeyValue("why", failure.getMessage())
          .log("The watchdog's message could not be delivered; it is tried again");
    }
    retryAt = clock.instant().plus(Backoff.after(failure, attempts));
    attempts++;
  }
}
