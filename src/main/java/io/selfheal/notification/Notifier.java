package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import java.time.Duration;

/**
 * Where messages go. Thread-confined: a messenger calls it from one thread. Another place to tell
 * people is one more class; only {@link #post} and {@link #edit} are required of it.
 */
public interface Notifier {
  /** Posts a new message, and says how to find it again. */
  MessageRef post(String channel, IncidentMessage message) throws NotificationException;

  /**
   * Brings a posted message up to date.
   *
   * @return where it is to be found from now on
   */
  MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException;

  /** Adds to the thread below a message; never called where there are no threads. */
  default void reply(MessageRef ref, IncidentMessage message) throws NotificationException {
    throw new UnsupportedOperationException("there are no threads here");
  }

  default boolean threads() {
    return false;
  }

  /**
   * Whether people read it, who are told of a storm in one summary and of a refusal once an hour; a
   * machine is told of each incident.
   */
  default boolean forPeople() {
    return true;
  }

  /** How long a channel rests between two messages; Slack takes one a second. */
  default Duration pause() {
    return Duration.ofSeconds(1);
  }
}
