package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Whether every field that a real server sent is there, with a value of the same type. */
final class Shape {
  /** What the responder never reads, and a machine without a kubelet cannot have. */
  private static final Set<String> IGNORED =
      Set.of(
          "managedFields",
          "volumes",
          "volumeMounts",
          "tolerations",
          "command",
          "action",
          "eventTime",
          "annotations",
          "rollingUpdate");

  private Shape() {}

  static void compare(String path, JsonNode real, JsonNode ours, List<String> differences) {
    if (real.isNull() || (path.endsWith("/labels") && ours.isObject())) {
      return;
    }
    if (real.getNodeType() != ours.getNodeType()) {
      differences.add(path + " is " + ours.getNodeType() + ", not " + real.getNodeType());
      return;
    }
    if (real.isArray() && !real.isEmpty()) {
      compare(path + "/0", real.get(0), ours.path(0), differences);
    }
    real.properties().stream()
        .filter(field -> !IGNORED.contains(field.getKey()))
        .forEach(
            field ->
                compare(
                    path + "/" + field.getKey(),
                    field.getValue(),
                    ours.path(field.getKey()),
                    differences));
  }
}
