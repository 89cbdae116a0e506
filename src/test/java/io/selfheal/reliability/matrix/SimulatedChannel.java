package io.selfheal.reliability.matrix;

import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.Notifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where people read; remembers how often an incident was posted, when it was told last, and what
 * its thread holds.
 */
final class SimulatedChannel implements Notifier {
  private final Timeline timeline;
  private final Map<String, Integer> posts = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final Map<String, Set<List<Line>>> threads = new HashMap<>();
  private final Map<String, Integer> repeated = new HashMap<>();

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

  @Override
  public void reply(MessageRef ref, IncidentMessage message) {
    Set<List<Line>> thread =
        threads.computeIfAbsent(message.incident(), id -> new LinkedHashSet<>());
    boolean again = message.paragraphs().stream().anyMatch(thread::contains);
    thread.addAll(message.paragraphs());
    repeated.merge(message.incident(), again ? 1 : 0, Integer::sum);
  }

  @Override
  public boolean threads() {
    return true;
  }

  /** Replies that say something which the incident's thread had said before. */
  int repeatedReplies(String incident) {
    return repeated.getOrDefault(incident, 0);
  }

  /** Whether the incident's thread has a line of this name. */
  boolean says(String incident, String label) {
    return threads.getOrDefault(incident, Set.of()).stream()
        .flatMap(List::stream)
        .anyMatch(line -> line.label().equals(label));
  }

  int posts(String incident) {
    return posts.getOrDefault(incident, 0);
  }

  Optional<Instant> told(String incident) {
    return Optional.ofNullable(told.get(incident));
  }
}
