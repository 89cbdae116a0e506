package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import java.time.Duration;

/** Where messages go. Thread-confined: the messenger calls it from one thread. */
public interface Notifier {
  /** Posts a new message, and says how to find it again. */
  MessageRef post(String channel, IncidentMessage message) throws NotificationException;

  /**
   * Brings a posted message up to date.
   *
   * @return where it is to be found from now on
   */
  MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException;

  /** How long a channel rests between two messages; Slack takes one a second. */
  default Duration pause() {
    return Duration.ofSeconds(1);
  }
}
