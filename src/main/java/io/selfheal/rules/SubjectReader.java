package io.selfheal.rules;

import io.selfheal.alert.Labels;
import java.util.ArrayList;
import java.util.List;
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
      List<String> present = rank.stream().filter(name -> labels.get(name).isPresent()).toList();
      if (!present.isEmpty()) {
        return agreed(present, shape);
      }
    }
    return Optional.empty();
  }

  private Optional<String> agreed(List<String> present, ValueShape shape) {
    List<String> values =
        present.stream().map(labels::get).flatMap(Optional::stream).distinct().toList();
    if (values.size() > 1) {
      conflicts.add("the labels " + String.join(" and ", present) + " disagree");
      return Optional.empty();
    }
    if (!shape.holds(values.get(0))) {
      conflicts.add("the label " + present.get(0) + " is not " + shape.description());
      return Optional.empty();
    }
    return Optional.of(values.get(0));
  }

  private static String all(List<List<String>> ranks) {
    return String.join(", ", ranks.stream().flatMap(List::stream).toList());
  }
}
