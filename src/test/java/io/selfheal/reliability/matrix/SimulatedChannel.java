package io.selfheal.reliability.matrix;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.Notifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where people read; remembers how often an incident was posted, and when it was told last. */
final class SimulatedChannel implements Notifier {
  private final Timeline timeline;
  private final Map<String, Integer> posts = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();

  SimulatedChannel(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) {
    int number = posts.merge(message.incident(), 1, Integer::sum);
    told.put(message.incident(), timeline.now());
    return new MessageRef(channel, message.incident() + "#" + number);
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) {
    told.put(message.incident(), timeline.now());
    return ref;
  }

  int posts(String incident) {
    return posts.getOrDefault(incident, 0);
  }

  Optional<Instant> told(String incident) {
    return Optional.ofNullable(told.get(incident));
  }
}
