package io.selfheal.rules;

import io.selfheal.alert.Alert;
import java.util.Map;
import java.util.Optional;

/** A rule's {@code when}: everything it names must hold. */
public record Condition(
    Optional<TextMatcher> priority,
    Optional<TextMatcher> alertname,
    Map<String, TextMatcher> labels) {
  public Condition {
    labels = Map.copyOf(labels);
  }

  /** Whether it names nothing, and so would hold for every alert. */
  boolean empty() {
    return priority.isEmpty() && alertname.isEmpty() && labels.isEmpty();
  }

  /** Throws {@link UndecidedException} when a pattern and a value are too much together. */
  boolean holds(Alert alert, Subject subject) {
    return priority.map(matcher -> matcher.matches(subject.priority())).orElse(true)
        && alertname.map(matcher -> matcher.matches(alert.name())).orElse(true)
        && labels.entrySet().stream()
            .allMatch(
                label -> label.getValue().matches(alert.labels().get(label.getKey()).orElse("")));
  }
}
