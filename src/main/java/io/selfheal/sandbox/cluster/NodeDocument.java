package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The one node that there is: this machine. */
final class NodeDocument {
  private static final String NAME = "sandbox";
  private static final String UID = UUID.nameUUIDFromBytes(new byte[0]).toString();

  private NodeDocument() {}

  /** A kubelet that was not heard of for a while is Unknown, not False. */
  static ObjectNode of(boolean ready, long version) {
    ObjectNode document = Json.object();
    document
        .putObject("metadata")
        .put("name", NAME)
        .put("uid", UID)
        .put("resourceVersion", Long.toString(version))
        .put("creationTimestamp", Json.time(Instant.EPOCH))
        .set("labels", Json.labels(Map.of("kubernetes.io/hostname", NAME)));
    document.putObject("spec");
    document
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", ready ? "True" : "Unknown")
        .put("lastHeartbeatTime", Json.time(Instant.EPOCH))
        .put("lastTransitionTime", Json.time(Instant.EPOCH))
        .put("reason", ready ? "KubeletReady" : "NodeStatusUnknown")
        .put("message", ready ? "kubelet is posting ready status" : "Kubelet stopped posting");
    return document;
  }
}
