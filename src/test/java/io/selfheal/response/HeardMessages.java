package io.selfheal.response;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.Notifier;
import java.util.ArrayList;
import java.util.List;

/** A messenger's other side that only listens: what was posted, and to which channel. */
final class HeardMessages implements Notifier {
  final List<String> posts = new ArrayList<>();
  final List<IncidentMessage> posted = new ArrayList<>();

  /** As it was posted or edited last. */
  IncidentMessage newest;

  @Override
  public MessageRef post(String channel, IncidentMessage message) {
    posts.add(channel + " " + message.title());
    posted.add(message);
    newest = message;
    return new MessageRef(channel, "ts-" + posts.size());
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) {
    newest = message;
    return ref;
  }
}
