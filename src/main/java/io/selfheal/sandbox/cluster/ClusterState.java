package io.selfheal.sandbox.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Everything the cluster keeps. Its own monitor is the cluster's lock. */
final class ClusterState {
  /** A namespace's or a Deployment's annotations, which can change at run time. */
  record Annotated(String uid, Instant createdAt, Map<String, String> annotations) {}

  /** One line of a pod's history. */
  record Event(SandboxPod pod, String type, String reason, String message, Instant at, long id) {}

  private final Map<String, SandboxPod> pods = new LinkedHashMap<>();
  private final Map<String, ReplicaSet> replicaSets = new LinkedHashMap<>();
  private final Map<String, Annotated> namespaces = new TreeMap<>();
  private final Map<String, Map<String, String>> deploymentAnnotations = new TreeMap<>();
  private final List<Budget> budgets = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private boolean nodeReady = true;
  private long version = 1_000;

  long version() {
    return version;
  }

  /** Counts up, and wakes whoever waits for a change. */
  long nextVersion() {
    notifyAll();
    return ++version;
  }

  Collection<SandboxPod> pods() {
    return pods.values();
  }

  Optional<SandboxPod> find(String namespace, String name) {
    return Optional.ofNullable(pods.get(key(namespace, name)));
  }

  SandboxPod pod(String namespace, String name) {
    return find(namespace, name).orElseThrow(() -> Rejection.notFound("", "pods", name));
  }

  boolean contains(SandboxPod pod) {
    return find(pod.ref().namespace(), pod.ref().name()).filter(pod::equals).isPresent();
  }

  void add(SandboxPod pod) {
    pods.put(key(pod.ref().namespace(), pod.ref().name()), pod);
    touch(pod);
  }

  void remove(SandboxPod pod) {
    pods.remove(key(pod.ref().namespace(), pod.ref().name()));
    nextVersion();
  }

  void touch(SandboxPod pod) {
    pod.changed(nextVersion());
  }

  void namespace(String name, Map<String, String> annotations, Instant now) {
    Annotated known = namespaces.get(name);
    String uid = known == null ? UUID.randomUUID().toString() : known.uid();
    Instant createdAt = known == null ? now : known.createdAt();
    namespaces.put(name, new Annotated(uid, createdAt, Map.copyOf(annotations)));
    nextVersion();
  }

  Optional<Annotated> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  void add(ReplicaSet set) {
    replicaSets.put(key(set.namespace(), set.deployment()), set);
    nextVersion();
  }

  Collection<ReplicaSet> replicaSets() {
    return replicaSets.values();
  }

  Optional<ReplicaSet> ofDeployment(String namespace, String deployment) {
    return Optional.ofNullable(replicaSets.get(key(namespace, deployment)));
  }

  void annotateDeployment(String namespace, String name, Map<String, String> annotations) {
    deploymentAnnotations.put(key(namespace, name), Map.copyOf(annotations));
    nextVersion();
  }

  Map<String, String> deploymentAnnotations(String namespace, String name) {
    return deploymentAnnotations.getOrDefault(key(namespace, name), Map.of());
  }

  boolean nodeReady() {
    return nodeReady;
  }

  void nodeReady(boolean ready) {
    nodeReady = ready;
    nextVersion();
  }

  List<Budget> budgets() {
    return budgets;
  }

  List<Event> events() {
    return events;
  }

  void event(SandboxPod pod, String reason, String message, Instant at) {
    events.add(new Event(pod, "Normal", reason, message, at, nextVersion()));
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
