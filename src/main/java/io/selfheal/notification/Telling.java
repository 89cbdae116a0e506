package io.selfheal.notification;

import io.selfheal.incident.Outbox.Posting;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.IncidentThread.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an incident has to say at one moment: its message, and what of its thread was not said yet.
 * The thread collects for a while, so that a fast incident has few replies.
 *
 * @param thread empty where there are no threads
 */
record Telling(IncidentMessage message, List<Entry> thread) {
  /** How long the first thing that is not said yet waits for others. */
  private static final Duration COLLECTED = Duration.ofSeconds(10);

  /** Whether the message is not there yet, or says something else. */
  boolean changes(Optional<Posting> posting) {
    return posting.map(there -> !there.shown().equals(message.digest())).orElse(true);
  }

  List<Entry> unsaid(Posting posting) {
    return thread.stream().filter(entry -> !posting.said().contains(entry.key())).toList();
  }

  /** Whether what is not said yet has waited long enough; at the end nothing waits. */
  boolean ripe(List<Entry> unsaid, Instant now) {
    return !unsaid.isEmpty()
        && (message.tone().concluded()
            || unsaid.stream().anyMatch(entry -> !now.isBefore(entry.at().plus(COLLECTED))));
  }

  boolean done(Optional<Posting> posting) {
    return !changes(posting) && posting.map(there -> unsaid(there).isEmpty()).orElse(false);
  }

  /** Calls people once more when it ends badly: the message's edit calls nobody. */
  IncidentMessage reply(List<Entry> entries) {
    boolean alarms =
        message.tone() == Tone.ALARM
            && entries.stream().anyMatch(entry -> entry.key().equals("closed"));
    String summary =
        entries.stream()
            .flatMap(entry -> entry.lines().stream())
            .map(Line::toString)
            .collect(Collectors.joining("; "));
    return new IncidentMessage(
        message.incident(),
        message.tone(),
        message.title(),
        summary,
        entries.stream().map(Entry::lines).toList(),
        alarms ? message.mentions() : List.of(),
        Optional.empty());
  }
}
