package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1LabelSelectorRequirement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Label selectors: as the text of a query, and tried on a pod's labels. */
final class LabelSelectors {
  private LabelSelectors() {}

  /** Empty text for no selector and for one that asks for nothing. */
  static String query(V1LabelSelector selector) {
    if (selector == null) {
      return "";
    }
    Stream<String> sets =
        PodView.list(selector.getMatchExpressions()).stream().map(LabelSelectors::query);
    return Stream.concat(equalities(PodView.map(selector.getMatchLabels())), sets)
        .collect(Collectors.joining(","));
  }

  static String query(Map<String, String> labels) {
    return equalities(labels).collect(Collectors.joining(","));
  }

  static boolean isEmpty(V1LabelSelector selector) {
    return query(selector).isEmpty();
  }

  static boolean matches(V1LabelSelector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(PodView.map(selector.getMatchLabels()).entrySet())
        && PodView.list(selector.getMatchExpressions()).stream()
            .allMatch(requirement -> matches(requirement, labels));
  }

  private static Stream<String> equalities(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream().map(label -> label.getKey() + "=" + label.getValue());
  }

  private static String query(V1LabelSelectorRequirement requirement) {
    String key = requirement.getKey();
    String values = "(" + String.join(",", PodView.list(requirement.getValues())) + ")";
    return switch (requirement.getOperator()) {
      case "In" -> key + " in " + values;
      case "NotIn" -> key + " notin " + values;
      case "Exists" -> key;
      case "DoesNotExist" -> "!" + key;
      default -> throw unknown(requirement);
    };
  }

  private static boolean matches(
      V1LabelSelectorRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.getKey());
    boolean listed = value != null && PodView.list(requirement.getValues()).contains(value);
    return switch (requirement.getOperator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw unknown(requirement);
    };
  }

  private static IllegalArgumentException unknown(V1LabelSelectorRequirement requirement) {
    return new IllegalArgumentException(
        "Cannot read a label selector: the operator " + requirement.getOperator() + " is unknown");
  }
}
