package io.selfheal.notification;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was last said of each incident: a step that looks again every second changes the incident
 * and nothing that people see, and must not use up a channel's pace.
 */
final class LastWords {
  private static final int REMEMBERED = 1_000;

  private final Map<String, IncidentMessage> said = new LinkedHashMap<>();

  boolean are(IncidentMessage message) {
    return message.equals(said.get(message.incident()));
  }

  void were(IncidentMessage message) {
    said.remove(message.incident());
    said.put(message.incident(), message);
    if (said.size() > REMEMBERED) {
      said.remove(said.keySet().iterator().next());
    }
  }
}
