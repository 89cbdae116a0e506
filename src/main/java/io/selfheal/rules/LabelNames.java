package io.selfheal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.alert.Labels;
import io.selfheal.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which labels carry priority, namespace, pod, container and team. Each is a list of ranks, each
 * rank a list of names: the first rank that has a value decides, and two names of one rank that
 * disagree are a conflict.
 */
public record LabelNames(
    List<List<String>> priority,
    List<List<String>> namespace,
    List<List<String>> pod,
    List<List<String>> container,
    List<List<String>> team) {

  /**
   * The exporter's own labels rank below the {@code exported_} ones that Prometheus keeps when both
   * speak.
   */
  public static final LabelNames DEFAULT =
      new LabelNames(
          List.of(List.of("priority")),
          List.of(List.of("exported_namespace"), List.of("namespace", "kubernetes_namespace")),
          List.of(List.of("exported_pod"), List.of("pod", "pod_name")),
          List.of(List.of("exported_container"), List.of("container")),
          List.of(List.of("techteam"), List.of("team")));

  private static final String EXPECTED = "a label's name, or a list of names and of lists of names";

  /** Each key is a name, or a list of ranks: a name, or a list of names of one rank. */
  public static LabelNames read(Section section) {
    LabelNames names =
        new LabelNames(
            ranks(section, "priority", DEFAULT.priority),
            ranks(section, "namespace", DEFAULT.namespace),
            ranks(section, "pod", DEFAULT.pod),
            ranks(section, "container", DEFAULT.container),
            ranks(section, "team", DEFAULT.team));
    section.done();
    return names;
  }

  Subject subjectOf(Labels labels) {
    return new SubjectReader(labels).read(this);
  }

  private static List<List<String>> ranks(
      Section section, String key, List<List<String>> fallback) {
    JsonNode value = section.raw(key);
    if (value.isMissingNode()) {
      return fallback;
    }
    Optional<List<List<String>>> ranks = ranks(value);
    if (ranks.isEmpty()) {
      section.problem(key, EXPECTED);
    }
    return ranks.orElse(fallback);
  }

  private static Optional<List<List<String>>> ranks(JsonNode value) {
    List<List<String>> ranks = new ArrayList<>();
    for (JsonNode rank : value.isArray() ? value : List.of(value)) {
      List<String> names = names(rank);
      if (names.isEmpty()) {
        return Optional.empty();
      }
      ranks.add(names);
    }
    return ranks.isEmpty() ? Optional.empty() : Optional.of(ranks);
  }

  /** The names of one rank; empty when one of them is no text. */
  private static List<String> names(JsonNode rank) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : rank.isArray() ? rank : List.of(rank)) {
      if (!name.isTextual() || name.textValue().isBlank()) {
        return List.of();
      }
      names.add(name.textValue());
    }
    return names;
  }
}
