package io.selfheal.sandbox.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Keeps a number of equal pods; it and its Deployment are made together and never change. */
record ReplicaSet(
    String namespace, String deployment, int replicas, PodTemplate template, Identity identity) {
  static final String HASH_LABEL = "pod-template-hash";

  /** What the server gives to the Deployment and its ReplicaSet. */
  record Identity(String hash, String uid, String deploymentUid, Instant createdAt) {
    static Identity random(Instant createdAt) {
      return new Identity(
          Names.suffix(10), UUID.randomUUID().toString(), UUID.randomUUID().toString(), createdAt);
    }
  }

  String hash() {
    return identity.hash();
  }

  String name() {
    return deployment + "-" + hash();
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>(template.labels());
    labels.put(HASH_LABEL, hash());
    return labels;
  }

  boolean owns(SandboxPod pod) {
    return pod.origin().owner().filter(this::equals).isPresent();
  }
}
