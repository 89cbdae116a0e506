package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.NotificationException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private final String fallback;
  private final Pace pace;

  /** Why channels could not be used when last tried. */
  private final Map<String, String> unusable = new HashMap<>();

  /** Messages that cannot be edited any more, and that are not posted anew yet. */
  private final Set<MessageRef> gone = new HashSet<>();

  /** Messages in the place of one that was gone: a second time would be no accident. */
  private final Set<MessageRef> replaced = new HashSet<>();

  Post(Notifier notifier, Channels channels, Pace pace) {
    this.notifier = notifier;
    this.fallback = channels.fallback();
    this.pace = pace;
  }

  /** Whether the place where the channel's message is, or is to be, takes something now. */
  boolean may(Postings postings, String channel) {
    return pace.allows(place(postings, channel));
  }

  /** Posts the channel's message, or edits it. */
  void bring(Postings postings, String channel, IncidentMessage message)
      throws NotificationException {
    pace.used(place(postings, channel));
    Optional<Posting> before = postings.in(channel);
    if (before.isEmpty() || gone.contains(before.get().ref())) {
      anew(postings, channel, message);
      return;
    }
    try {
      edit(postings, before.get(), message);
    } catch (NotificationException e) {
      lost(e, before.get().ref());
      anew(postings, channel, message);
    }
  }

  /**
   * Adds to the thread of the channel's message; where that is gone, it is to be posted anew, once.
   */
  void reply(Postings postings, Posting to, List<String> keys, IncidentMessage message)
      throws NotificationException {
    pace.used(place(postings, to.channel()));
    try {
      notifier.reply(to.ref(), message);
      postings.put(to.channel(), to.saying(keys));
    } catch (NotificationException e) {
      if (replaced.contains(to.ref())) {
        throw e;
      }
      lost(e, to.ref());
      postings.put(to.channel(), new Posting(to.channel(), to.ref(), ""));
    }
  }

  private void lost(NotificationException e, MessageRef ref) throws NotificationException {
    if (e.reason() != Reason.MESSAGE_GONE && e.reason() != Reason.CHANNEL_UNUSABLE) {
      throw e;
    }
    gone.add(ref);
  }

  private void edit(Postings postings, Posting before, IncidentMessage message)
      throws NotificationException {
    IncidentMessage noted = noting(standsFor(postings, before.ref()), message);
    MessageRef ref = notifier.edit(before.ref(), noted.calling(List.of()));
    postings.put(
        before.channel(), new Posting(before.channel(), ref, message.digest(), before.said()));
  }

  private void anew(Postings postings, String channel, IncidentMessage message)
      throws NotificationException {
    try {
      MessageRef ref = notifier.post(channel, message);
      unusable.remove(channel);
      put(postings, channel, ref, message);
    } catch (NotificationException e) {
      if (e.reason() != Reason.CHANNEL_UNUSABLE || channel.equals(fallback)) {
        throw e;
      }
      unusable.put(channel, e.getMessage());
      fallBack(postings, channel, message);
    }
  }

  private void fallBack(Postings postings, String channel, IncidentMessage message)
      throws NotificationException {
    if (!pace.allows(fallback)) {
      throw new NotificationException(
          Reason.RATE_LIMITED,
          "Cannot post to the default channel: it was just written to; it is tried again",
          Optional.of(Duration.ofSeconds(1)));
    }
    pace.used(fallback);
    Optional<Posting> there =
        postings.in(fallback).filter(posting -> !gone.contains(posting.ref()));
    if (there.isPresent()) {
      postings.share(channel, fallback);
      edit(postings, there.get(), message);
    } else {
      put(postings, fallback, notifier.post(fallback, noting(List.of(channel), message)), message);
      postings.share(channel, fallback);
    }
  }

  private void put(Postings postings, String channel, MessageRef ref, IncidentMessage message) {
    if (postings.in(channel).map(Posting::ref).map(gone::remove).orElse(false)) {
      replaced.add(ref);
    }
    postings.replace(channel, new Posting(channel, ref, message.digest()));
  }

  private List<String> standsFor(Postings postings, MessageRef ref) {
    List<String> readers = new ArrayList<>(postings.sharing(ref));
    return readers.remove(fallback) ? readers : List.of();
  }

  private String place(Postings postings, String channel) {
    boolean shared =
        postings
            .in(channel)
            .map(posting -> postings.sharing(posting.ref()).contains(fallback))
            .orElse(false);
    return shared ? fallback : channel;
  }

  /** The default channel says for which others it stands in. */
  private IncidentMessage noting(List<String> standsFor, IncidentMessage message) {
    IncidentMessage noted = message;
    for (String channel : standsFor) {
      noted = noted.noting(Line.of("Wrong channel", why(channel)));
    }
    return noted;
  }

  private String why(String channel) {
    return unusable.getOrDefault(channel, "this is for " + channel + ", which could not be used");
  }
}
