package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a message to people whatever became of its channel or of the message before: one that was
 * deleted is posted anew, and one whose channel cannot be used goes to the default channel and says
 * so.
 */
final class Post {
  private final Notifier notifier;
  private final Channels channels;
  private final Pace pace;

  /** Channels that could not be used when last tried, with what is said about it. */
  private final Map<String, Line> unusable = new HashMap<>();

  /** Messages that cannot be edited any more, and that are not posted anew yet. */
  private final Set<MessageRef> gone = new HashSet<>();

  Post(Notifier notifier, Channels channels, Pace pace) {
    this.notifier = notifier;
    this.channels = channels;
    this.pace = pace;
  }

  MessageRef bring(Optional<MessageRef> sent, String channel, IncidentMessage message)
      throws NotificationException {
    pace.used(channel);
    if (sent.isEmpty() || gone.contains(sent.get())) {
      return anew(sent, channel, message);
    }
    try {
      return notifier.edit(sent.get(), noting(channel, message));
    } catch (NotificationException e) {
      if (e.reason() != Reason.MESSAGE_GONE && e.reason() != Reason.CHANNEL_UNUSABLE) {
        throw e;
      }
      gone.add(sent.get());
      return anew(sent, channel, message);
    }
  }

  private MessageRef anew(Optional<MessageRef> before, String channel, IncidentMessage message)
      throws NotificationException {
    MessageRef ref = post(channel, message);
    before.ifPresent(gone::remove);
    return ref;
  }

  private MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    try {
      MessageRef ref = notifier.post(channel, message);
      unusable.remove(channel);
      return ref;
    } catch (NotificationException e) {
      if (e.reason() != Reason.CHANNEL_UNUSABLE || channel.equals(channels.fallback())) {
        throw e;
      }
      unusable.put(channel, Line.of("Wrong channel", e.getMessage()));
      return fallBack(noting(channel, message));
    }
  }

  private MessageRef fallBack(IncidentMessage message) throws NotificationException {
    if (!pace.allows(channels.fallback())) {
      throw new NotificationException(
          Reason.RATE_LIMITED,
          "Cannot post to the default channel: it was just written to; it is tried again",
          Optional.of(Duration.ofSeconds(1)));
    }
    pace.used(channels.fallback());
    return notifier.post(channels.fallback(), message);
  }

  private IncidentMessage noting(String channel, IncidentMessage message) {
    return Optional.ofNullable(unusable.get(channel)).map(message::noting).orElse(message);
  }
}
