package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.rules.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One message of the outbox: is it worth saying, does its channel take it now, and what if not.
 * Only the ledger's exceptions pass through: every other failure is the message's own, and noted.
 */
final class Delivery {
  /** A message about something this long over helps nobody any more. */
  private static final Duration STALE = Duration.ofDays(1);

  /** How long a channel hears nothing more of a storm that goes on. */
  private static final Duration STORM_AGAIN = Duration.ofMinutes(15);

  private final Outbox outbox;
  private final Audience audience;
  private final StormNews storms;
  private final Clock clock;
  private final Pace pace;
  private final Post post;
  private final Coalescing coalescing;
  private final DeliveryLog log = new DeliveryLog();
  private final LastWords lastWords = new LastWords();

  /** Where messages are that the outbox has not noted yet, so that none is posted twice. */
  private final Map<String, MessageRef> unnoted = new HashMap<>();

  /** When each channel was told of a storm: who was granted that would be granted it again. */
  private final Map<String, Instant> toldOfStorm = new HashMap<>();

  Delivery(Outbox outbox, Notifier notifier, Audience audience, StormNews storms, Clock clock) {
    this.outbox = outbox;
    this.audience = audience;
    this.storms = storms;
    this.clock = clock;
    this.pace = new Pace(notifier.pause(), clock);
    this.post = new Post(notifier, audience.channels(), pace);
    this.coalescing = new Coalescing(outbox);
  }

  void deliver(PendingMessage pending) {
    try {
      decide(pending);
    } catch (LedgerException e) {
      throw e;
    } catch (NotificationException e) {
      failed(pending, e);
    } catch (RuntimeException e) {
      failed(pending, surprise(e));
    }
  }

  private void decide(PendingMessage pending) throws NotificationException {
    Incident incident = pending.incident();
    if (!Coalescing.due(incident)) {
      outbox.delivered(pending, pending.sent());
      return;
    }
    Subject subject = audience.subjectOf(incident);
    String channel = audience.channelOf(incident);
    if (!pace.allows(channel)) {
      return;
    }
    if (storms.covers(pending)) {
      tellOfStorm(pending, channel);
    } else if (coalescing.worthSaying(pending, subject, clock.instant())) {
      say(pending, channel, IncidentStory.tell(incident, subject).asking(asked(incident)));
    } else {
      outbox.delivered(pending, Optional.empty());
    }
  }

  private Optional<Asked> asked(Incident incident) {
    return outbox.approval(incident.id()).flatMap(approval -> Asked.of(incident, approval));
  }

  /** The incident itself keeps no message: it is told by itself once it goes on. */
  private void tellOfStorm(PendingMessage pending, String channel) throws NotificationException {
    Instant now = clock.instant();
    boolean told =
        Optional.ofNullable(toldOfStorm.get(channel))
            .map(last -> now.isBefore(last.plus(STORM_AGAIN)))
            .orElse(false);
    String id = pending.incident().id();
    if (!told && outbox.sayOnce(id, "storm/" + channel, now, STORM_AGAIN)) {
      post.bring(Optional.empty(), channel, storms.summary(channel, audience));
      log.succeeded(channel);
      toldOfStorm.put(channel, now);
    }
    outbox.delivered(pending, Optional.empty());
  }

  private void say(PendingMessage pending, String channel, IncidentMessage message)
      throws NotificationException {
    Optional<MessageRef> known = Optional.ofNullable(unnoted.get(message.incident()));
    if (pending.sent().isPresent() && known.isEmpty() && lastWords.are(message)) {
      note(pending, pending.sent());
      return;
    }
    MessageRef ref = post.bring(known.or(pending::sent), channel, message);
    unnoted.put(message.incident(), ref);
    log.succeeded(channel);
    note(pending, Optional.of(ref));
    lastWords.were(message);
  }

  private void note(PendingMessage pending, Optional<MessageRef> ref) {
    outbox.delivered(pending, ref);
    unnoted.remove(pending.incident().id());
  }

  private void failed(PendingMessage pending, NotificationException failure) {
    Instant now = clock.instant();
    String channel = audience.channelOf(pending.incident());
    failure.retryAfter().ifPresent(rest -> pace.rest(channel, rest));
    if (stale(pending.incident(), now)) {
      log.gaveUp(pending.incident(), channel, failure);
      note(pending, pending.sent());
      return;
    }
    log.failed(pending.incident(), channel, failure);
    Reason reason = new Reason(failure.reason().slug(), failure.getMessage());
    Instant retryAt = now.plus(Backoff.after(failure, pending.attempts()));
    outbox.deliveryFailed(pending, reason, retryAt);
  }

  private static boolean stale(Incident incident, Instant now) {
    return Optional.ofNullable(incident.progress().reached().get(Stage.CLOSED))
        .map(closed -> closed.plus(STALE).isBefore(now))
        .orElse(false);
  }

  private static NotificationException surprise(RuntimeException e) {
    return new NotificationException(
        NotificationException.Reason.REJECTED,
        "Cannot tell of an incident: "
            + e.getClass().getSimpleName()
            + "; please report this as a bug",
        e);
  }
}
