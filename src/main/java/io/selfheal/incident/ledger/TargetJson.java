package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;

/** A target as its JSON column holds it. */
final class TargetJson {
  private TargetJson() {}

  static String write(Target target) {
    ObjectNode json =
        Json.object()
            .put("namespace", target.pod().namespace())
            .put("pod", target.pod().name())
            .put("podUid", target.pod().uid())
            .put("container", target.jvm().container())
            .put("containerId", target.jvm().containerId())
            .put("workloadKind", target.workload().kind())
            .put("workloadNamespace", target.workload().namespace())
            .put("workload", target.workload().name());
    target.node().ifPresent(node -> json.put("node", node));
    return json.toString();
  }

  static Target read(String text) {
    JsonNode json = Json.parse(text);
    return new Target(jvm(json), workload(json), Json.text(json, "node"));
  }

  private static JvmTarget jvm(JsonNode json) {
    PodRef pod =
        new PodRef(
            Json.required(json, "namespace"),
            Json.required(json, "pod"),
            Json.required(json, "podUid"));
    return new JvmTarget(pod, Json.required(json, "container"), Json.required(json, "containerId"));
  }

  private static WorkloadRef workload(JsonNode json) {
    return new WorkloadRef(
        Json.required(json, "workloadKind"),
        Json.required(json, "workloadNamespace"),
        Json.required(json, "workload"));
  }
}
