package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.Posting;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages about one incident, by channel. Channels whose message had to go to the default
 * channel share the one that is there.
 */
final class Postings {
  private final Map<String, Posting> byChannel = new LinkedHashMap<>();

  /**
   * @param noted as the outbox has them; one without a channel's name is the first channel's
   * @param wanted the channels that the incident is to be told in
   */
  Postings(List<Posting> noted, List<String> wanted) {
    for (Posting posting : noted) {
      String channel = posting.channel().isEmpty() ? wanted.get(0) : posting.channel();
      byChannel.put(channel, at(channel, posting));
    }
  }

  /** Those that have a message, and those that are to have one. */
  Set<String> channelsWith(List<String> wanted) {
    Set<String> all = new LinkedHashSet<>(byChannel.keySet());
    all.addAll(wanted);
    return all;
  }

  Optional<Posting> in(String channel) {
    return Optional.ofNullable(byChannel.get(channel));
  }

  List<Posting> list() {
    return List.copyOf(byChannel.values());
  }

  /** The channels whose message this is. */
  List<String> sharing(MessageRef ref) {
    return list().stream()
        .filter(posting -> posting.ref().equals(ref))
        .map(Posting::channel)
        .toList();
  }

  /** How the channel's message is by now, and with it that of all who share it. */
  void put(String channel, Posting newer) {
    sharing(byChannel.get(channel).ref()).forEach(each -> byChannel.put(each, at(each, newer)));
  }

  /** Another message than before; who shared the one before has none any more. */
  void replace(String channel, Posting other) {
    in(channel).map(Posting::ref).map(this::sharing).ifPresent(byChannel.keySet()::removeAll);
    byChannel.put(channel, other);
  }

  /** The channel has no message of its own, but that of the other one. */
  void share(String channel, String other) {
    byChannel.put(channel, at(channel, byChannel.get(other)));
  }

  private static Posting at(String channel, Posting posting) {
    return new Posting(channel, posting.ref(), posting.shown(), posting.said());
  }
}
