package io.selfheal.rules;

import io.selfheal.alert.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the subject of an alert. A value that is no name, or that two labels disagree about, never
 * leaves here: the field stays empty and the conflict says why, without the value.
 */
final class SubjectReader {
  private final Labels labels;
  private final List<String> conflicts = new ArrayList<>();

  SubjectReader(Labels labels) {
    this.labels = labels;
  }

  Subject read(LabelNames names) {
    String priority = find(names.priority(), ValueShape.LINE).orElse("");
    String namespace = require("namespace", names.namespace(), ValueShape.LABEL);
    String pod = require("pod", names.pod(), ValueShape.SUBDOMAIN);
    Optional<String> container = find(names.container(), ValueShape.LABEL);
    Optional<String> conflict =
        conflicts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", conflicts));
    Optional<String> team = new SubjectReader(labels).find(names.team(), ValueShape.LINE);
    return new Subject(priority, namespace, pod, container, team, conflict);
  }

  private String require(String what, List<List<String>> ranks, ValueShape shape) {
    int before = conflicts.size();
    Optional<String> value = find(ranks, shape);
    if (value.isEmpty() && conflicts.size() == before) {
      conflicts.add("no " + what + " is named: the alert has none of the labels " + all(ranks));
    }
    return value.orElse("");
  }

  private Optional<String> find(List<List<String>> ranks, ValueShape shape) {
    for (List<String> rank : ranks) {
      Map<String, String> present = present(rank);
      if (!present.isEmpty()) {
        return agreed(present, shape);
      }
    }
    return Optional.empty();
  }

  private Map<String, String> present(List<String> rank) {
    Map<String, String> present = new LinkedHashMap<>();
    for (String name : rank) {
      labels.get(name).ifPresent(value -> present.put(name, value));
    }
    return present;
  }

  private Optional<String> agreed(Map<String, String> present, ValueShape shape) {
    String value = present.values().iterator().next();
    if (!present.values().stream().allMatch(value::equals)) {
      conflicts.add("the labels " + String.join(" and ", present.keySet()) + " disagree");
      return Optional.empty();
    }
    if (!shape.holds(value)) {
      String name = present.keySet().iterator().next();
      conflicts.add("the label " + name + " is not " + shape.description());
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private static String all(List<List<String>> ranks) {
    return String.join(", ", ranks.stream().flatMap(List::stream).toList());
  }
}
