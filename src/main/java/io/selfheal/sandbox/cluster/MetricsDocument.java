package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** What the containers of a pod really use, in the JSON of the metrics API. */
final class MetricsDocument {
  private MetricsDocument() {}

  /** Without containers where nothing is known of any. */
  static ObjectNode of(SandboxPod pod, Instant now) {
    ObjectNode document = Json.object();
    document
        .putObject("metadata")
        .put("name", pod.ref().name())
        .put("namespace", pod.ref().namespace())
        .put("creationTimestamp", Json.time(now))
        .set("labels", Json.labels(pod.labels()));
    document.put("timestamp", Json.time(now)).put("window", window(pod, now).toSeconds() + "s");
    ArrayNode containers = document.putArray("containers");
    pod.containers().forEach(container -> add(containers, container, now));
    return document;
  }

  private static Duration window(SandboxPod pod, Instant now) {
    return Duration.between(pod.origin().createdAt(), now);
  }

  private static void add(ArrayNode containers, SandboxContainer container, Instant now) {
    container
        .current()
        .flatMap(run -> run.usage(now))
        .ifPresent(
            usage ->
                containers
                    .addObject()
                    .put("name", container.name())
                    .putObject("usage")
                    .put("cpu", usage.nanoCores() + "n")
                    .put("memory", usage.kibibytes() + "Ki"));
  }
}
