package io.selfheal.notification;

import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.PendingMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tells people what the outbox holds, on a thread of its own. It always renders the newest state,
 * so that changes which come faster than a channel takes them become one edit; what fails stays in
 * the outbox.
 */
public final class Messenger {
  private static final int MOST = 1_000;
  private static final Duration ROUND = Duration.ofMillis(500);

  private final Rounds rounds = new Rounds("messenger", ROUND, this::runOnce);
  private final Outbox outbox;
  private final StormNews storms;
  private final Clock clock;
  private final Delivery delivery;

  public Messenger(
      Outbox outbox, Notifier notifier, Audience audience, StormNews storms, Clock clock) {
    this.outbox = outbox;
    this.storms = storms;
    this.clock = clock;
    this.delivery = new Delivery(outbox, notifier, audience, storms, clock);
  }

  public void start() {
    rounds.start();
  }

  /** Lets the message in hand go out within the grace; the rest waits for the next start. */
  public void close(Duration grace) {
    rounds.close(grace);
  }

  /** The channels that could not be used when last tried, and why; any thread may ask. */
  public Map<String, NotificationException.Reason> troubles() {
    return delivery.troubles();
  }

  /** Tells what is due and what its channel takes now; called by one thread at a time. */
  public void runOnce() {
    List<PendingMessage> due = outbox.dueMessages(clock.instant(), MOST);
    if (!due.isEmpty()) {
      storms.look(clock.instant());
    }
    for (PendingMessage pending : due) {
      if (rounds.stopped() || !outbox.tells()) {
        return;
      }
      delivery.deliver(pending);
    }
  }
}
