package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Deployments and ReplicaSets in the API's JSON. */
final class WorkloadDocuments {
  private static final String API = "apps/v1";

  private final ClusterState state;
  private final Duration grace;

  WorkloadDocuments(ClusterState state, Duration grace) {
    this.state = state;
    this.grace = grace;
  }

  static void controller(ObjectNode metadata, String kind, String name, String uid) {
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", API)
        .put("kind", kind)
        .put("name", name)
        .put("uid", uid)
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  ObjectNode deployment(ReplicaSet set) {
    ObjectNode document = workload(set, set.template().labels());
    ObjectNode metadata = document.withObject("/metadata");
    metadata.put("name", set.deployment()).put("uid", set.identity().deploymentUid());
    ObjectNode annotations = metadata.withObject("/annotations");
    state.deploymentAnnotations(set.namespace(), set.deployment()).forEach(annotations::put);
    ObjectNode spec = document.withObject("/spec");
    spec.putObject("strategy").put("type", "RollingUpdate");
    spec.put("revisionHistoryLimit", 10).put("progressDeadlineSeconds", 600);
    ObjectNode status = document.withObject("/status");
    status.put("updatedReplicas", pods(set).size());
    conditions(status.putArray("conditions"), set);
    return Json.single("Deployment", API, document);
  }

  private void conditions(ArrayNode conditions, ReplicaSet set) {
    boolean available = ready(set) >= set.replicas();
    condition(
        conditions,
        set,
        "Available",
        available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        available
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        available);
    String progressed = "ReplicaSet \"" + set.name() + "\" has successfully progressed.";
    condition(conditions, set, "Progressing", "NewReplicaSetAvailable", progressed, true);
  }

  private static void condition(
      ArrayNode conditions,
      ReplicaSet set,
      String type,
      String reason,
      String message,
      boolean holds) {
    String since = Json.time(set.identity().createdAt());
    conditions
        .addObject()
        .put("type", type)
        .put("status", holds ? "True" : "False")
        .put("lastUpdateTime", since)
        .put("lastTransitionTime", since)
        .put("reason", reason)
        .put("message", message);
  }

  ObjectNode replicaSet(ReplicaSet set) {
    ObjectNode document = workload(set, set.labels());
    ObjectNode metadata = document.withObject("/metadata");
    metadata.put("name", set.name()).put("uid", set.identity().uid());
    metadata.set("labels", Json.labels(set.labels()));
    controller(metadata, "Deployment", set.deployment(), set.identity().deploymentUid());
    document.withObject("/status").put("fullyLabeledReplicas", pods(set).size());
    return Json.single("ReplicaSet", API, document);
  }

  private ObjectNode workload(ReplicaSet set, Map<String, String> labels) {
    ObjectNode document = Json.template("workload.json");
    String created = Json.time(set.identity().createdAt());
    document
        .withObject("/metadata")
        .put("namespace", set.namespace())
        .put("resourceVersion", Long.toString(state.version()))
        .put("creationTimestamp", created)
        .withObject("/managedFields/0")
        .put("time", created);
    ObjectNode spec = document.withObject("/spec").put("replicas", set.replicas());
    spec.withObject("/selector").set("matchLabels", Json.labels(labels));
    spec.withObject("/template/metadata").set("labels", Json.labels(labels));
    spec.withObject("/template/spec")
        .put("terminationGracePeriodSeconds", grace.toSeconds())
        .set("containers", PodDocument.containers(set.template()));
    counts(document.withObject("/status"), set);
    return document;
  }

  /** As the real ones do, a count of zero is left out. */
  private void counts(ObjectNode status, ReplicaSet set) {
    status.put("replicas", pods(set).size());
    if (ready(set) > 0) {
      status.put("readyReplicas", ready(set)).put("availableReplicas", ready(set));
    }
    if (ready(set) < set.replicas()) {
      status.put("unavailableReplicas", set.replicas() - ready(set));
    }
  }

  private List<SandboxPod> pods(ReplicaSet set) {
    return state.pods().stream().filter(pod -> set.owns(pod) && !pod.terminating()).toList();
  }

  private int ready(ReplicaSet set) {
    return (int) pods(set).stream().filter(SandboxPod::ready).count();
  }
}
