package io.selfheal.rules;

import io.selfheal.alert.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  Subject subjectOf(Labels labels) {
    Set<String> conflicts = new TreeSet<>();
    String priorityValue = find(labels, priority, conflicts).orElse("");
    String namespaceValue = find(labels, namespace, conflicts).orElse("");
    String podValue = find(labels, pod, conflicts).orElse("");
    Optional<String> containerValue = find(labels, container, conflicts);
    Optional<String> conflict =
        conflicts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", conflicts));
    return new Subject(
        priorityValue,
        namespaceValue,
        podValue,
        containerValue,
        find(labels, team, new TreeSet<>()),
        conflict);
  }

  private static Optional<String> find(
      Labels labels, List<List<String>> ranks, Set<String> conflicts) {
    for (List<String> rank : ranks) {
      List<String> values =
          rank.stream().map(labels::get).flatMap(Optional::stream).distinct().toList();
      if (values.size() > 1) {
        conflicts.add("the labels " + String.join(" and ", rank) + " disagree");
      }
      if (!values.isEmpty()) {
        return Optional.of(values.get(0));
      }
    }
    return Optional.empty();
  }
}
