package io.selfheal.notification;

import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.rules.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what the outbox holds, on a thread of its own. It always renders the newest state,
 * so that changes which come faster than a channel takes them become one edit; what fails stays in
 * the outbox.
 */
public final class Messenger {
  private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
  private static final int MOST = 1_000;
  private static final Duration ROUND = Duration.ofMillis(500);

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "messenger"));
  private final Outbox outbox;
  private final Clock clock;
  private final Delivery delivery;

  public Messenger(
      Outbox outbox, Notifier notifier, Channels channels, RuleBook rules, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.delivery = new Delivery(outbox, notifier, channels, rules, clock);
  }

  public void start() {
    worker.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the message in hand go out within the grace; the rest waits for the next start. */
  public void close(Duration grace) {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what is due and what its channel takes now; called by one thread at a time. */
  void runOnce() {
    for (PendingMessage pending : outbox.dueMessages(clock.instant(), MOST)) {
      if (worker.isShutdown()) {
        return;
      }
      delivery.deliver(pending);
    }
  }

  private void round() {
    try {
      runOnce();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("A round of messages ended early; the next one goes on");
    }
  }
}
