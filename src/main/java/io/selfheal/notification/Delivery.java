package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.notification.IncidentThread.Entry;
import io.selfheal.rules.Subject;
import io.selfheal.triage.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One incident of the outbox: is it worth saying, do its channels take it now, and what if not.
 * Only the ledger's exceptions pass through: every other failure is the message's own, and noted.
 */
final class Delivery {
  /** A message about something this long over helps nobody any more. */
  private static final Duration STALE = Duration.ofDays(3);

  /** How long a channel hears nothing more of a storm that goes on. */
  private static final Duration STORM_AGAIN = Duration.ofMinutes(15);

  private final Outbox outbox;
  private final Notifier notifier;
  private final Audience audience;
  private final StormNews storms;
  private final Clock clock;
  private final Pace pace;
  private final Post post;
  private final Coalescing coalescing;
  private final DeliveryLog log = new DeliveryLog();

  /** Where messages are that the outbox has not noted yet, so that none is posted twice. */
  private final Map<String, List<Posting>> unnoted = new HashMap<>();

  /** When each channel was told of a storm: who was granted that would be granted it again. */
  private final Map<String, Instant> toldOfStorm = new HashMap<>();

  Delivery(Outbox outbox, Notifier notifier, Audience audience, StormNews storms, Clock clock) {
    this.outbox = outbox;
    this.notifier = notifier;
    this.audience = audience;
    this.storms = storms;
    this.clock = clock;
    this.pace = new Pace(notifier.pause(), clock);
    this.post = new Post(notifier, audience.channels(), pace);
    this.coalescing = new Coalescing(outbox);
  }

  /** What could not be used when last tried, and why. */
  Map<String, NotificationException.Reason> troubles() {
    return log.failing();
  }

  void deliver(PendingMessage pending) {
    Incident incident = pending.incident();
    List<String> channels = audience.channelsOf(incident);
    Postings postings =
        new Postings(unnoted.getOrDefault(incident.id(), pending.postings()), channels);
    if (!Coalescing.due(incident)) {
      note(pending, postings, true);
    } else if (postings.channelsWith(channels).stream().anyMatch(at -> post.may(postings, at))) {
      decide(pending, postings, channels);
    }
  }

  private void decide(PendingMessage pending, Postings postings, List<String> channels) {
    Subject subject = audience.subjectOf(pending.incident());
    if (notifier.forPeople() && storms.covers(pending)) {
      tellOfStorm(pending, channels);
    } else if (!notifier.forPeople() || coalescing.worthSaying(pending, subject, clock.instant())) {
      say(pending, postings, channels);
    } else {
      note(pending, postings, true);
    }
  }

  private Optional<Asked> asked(Incident incident) {
    return outbox.approval(incident.id()).flatMap(approval -> Asked.of(incident, approval));
  }

  /** The incident itself keeps no message: it is told by itself once it goes on. */
  private void tellOfStorm(PendingMessage pending, List<String> channels) {
    for (String channel : channels) {
      Optional<NotificationException> failure =
          attempt(() -> tellOfStorm(pending.incident().id(), channel));
      if (failure.isPresent()) {
        failed(pending, pending.postings(), channel, failure.get());
        return;
      }
    }
    outbox.delivered(pending, pending.postings());
  }

  private void tellOfStorm(String incident, String channel) throws NotificationException {
    Instant now = clock.instant();
    boolean told =
        Optional.ofNullable(toldOfStorm.get(channel))
            .map(last -> now.isBefore(last.plus(STORM_AGAIN)))
            .orElse(false);
    if (!told && outbox.sayOnce(incident, "storm/" + channel, now, STORM_AGAIN)) {
      post.bring(new Postings(List.of(), List.of()), channel, storms.summary(channel, audience));
      log.succeeded(channel);
      toldOfStorm.put(channel, now);
    }
  }

  /** One call for each channel at most: each takes one a second. */
  private void say(PendingMessage pending, Postings postings, List<String> channels) {
    Telling telling = telling(pending);
    Optional<Runnable> failure = Optional.empty();
    for (String channel : postings.channelsWith(channels)) {
      Optional<NotificationException> failed =
          post.may(postings, channel)
              ? attempt(() -> turn(pending, postings, channel, telling))
              : Optional.empty();
      failure =
          failure.or(() -> failed.map(why -> () -> failed(pending, postings.list(), channel, why)));
    }
    if (failure.isPresent()) {
      failure.get().run();
    } else if (done(telling, postings, channels)) {
      note(pending, postings, true);
    }
  }

  private Telling telling(PendingMessage pending) {
    Incident incident = pending.incident();
    Subject subject = audience.subjectOf(incident);
    List<Finding> findings = outbox.findings(incident.id());
    IncidentMessage message =
        IncidentStory.tell(incident, subject, findings).asking(asked(incident));
    List<Entry> thread =
        notifier.threads()
            ? new IncidentThread(incident, subject, pending.repeats(), findings).entries()
            : List.of();
    return new Telling(message.calling(audience.mentionsOf(incident)), thread);
  }

  /** The message first, then the thread below it. */
  private void turn(PendingMessage pending, Postings postings, String channel, Telling telling)
      throws NotificationException {
    Optional<Posting> posting = postings.in(channel);
    List<Entry> unsaid = posting.map(telling::unsaid).orElse(List.of());
    if (telling.changes(posting)) {
      post.bring(postings, channel, telling.message());
    } else if (telling.ripe(unsaid, clock.instant())) {
      List<String> keys = unsaid.stream().map(Entry::key).toList();
      post.reply(postings, posting.orElseThrow(), keys, telling.reply(unsaid));
    } else {
      return;
    }
    log.succeeded(channel);
    note(pending, postings, false);
  }

  private static boolean done(Telling telling, Postings postings, List<String> channels) {
    return postings.channelsWith(channels).stream()
        .allMatch(channel -> telling.done(postings.in(channel)));
  }

  private interface Attempt {
    void make() throws NotificationException;
  }

  private static Optional<NotificationException> attempt(Attempt attempt) {
    try {
      attempt.make();
      return Optional.empty();
    } catch (LedgerException e) {
      throw e;
    } catch (NotificationException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(surprise(e));
    }
  }

  private void note(PendingMessage pending, Postings postings, boolean all) {
    String id = pending.incident().id();
    List<Posting> list = postings.list();
    unnoted.put(id, list);
    if (all) {
      outbox.delivered(pending, list);
    } else {
      outbox.noted(pending, list);
    }
    unnoted.remove(id);
  }

  private void failed(
      PendingMessage pending,
      List<Posting> postings,
      String channel,
      NotificationException failure) {
    Instant now = clock.instant();
    failure.retryAfter().ifPresent(rest -> pace.rest(channel, rest));
    if (stale(pending.incident(), now)) {
      log.gaveUp(pending.incident(), channel, failure);
      outbox.delivered(pending, postings);
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
