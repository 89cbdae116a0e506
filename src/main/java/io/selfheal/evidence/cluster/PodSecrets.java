package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Takes out of a pod's document what people put secrets into: the values of environment variables
 * and of the headers that probes send, and the copy of it all that {@code kubectl apply} leaves in
 * an annotation. Names, and where else a value comes from, are kept.
 */
final class PodSecrets {
  static final String MASKED = "(not kept)";

  private static final Set<String> LISTS = Set.of("env", "httpHeaders");
  private static final String VALUE = "value";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private PodSecrets() {}

  static void mask(ObjectNode pod) {
    if (pod.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(LAST_APPLIED);
    }
    walk(pod.path("spec"));
  }

  /** Wherever they are: each kind of container has them, and its probes and hooks. */
  private static void walk(JsonNode node) {
    LISTS.forEach(list -> node.path(list).forEach(PodSecrets::maskValue));
    node.forEach(PodSecrets::walk);
  }

  private static void maskValue(JsonNode entry) {
    if (entry instanceof ObjectNode named && named.has(VALUE)) {
      named.put(VALUE, MASKED);
    }
  }
}
