package io.selfheal.sandbox.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A PodDisruptionBudget. Guarded by the lock of its cluster. */
final class Budget {
  private final String namespace;
  private final String name;
  private final int minAvailable;
  private final Map<String, String> matchLabels;

  /** Pods that were promised to an eviction; they count as gone, whether it came true or not. */
  private final Set<String> disrupted = new HashSet<>();

  Budget(String namespace, String name, int minAvailable, Map<String, String> matchLabels) {
    this.namespace = namespace;
    this.name = name;
    this.minAvailable = minAvailable;
    this.matchLabels = Map.copyOf(matchLabels);
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  int minAvailable() {
    return minAvailable;
  }

  Map<String, String> matchLabels() {
    return matchLabels;
  }

  boolean covers(SandboxPod pod) {
    return pod.ref().namespace().equals(namespace)
        && pod.labels().entrySet().containsAll(matchLabels.entrySet());
  }

  List<SandboxPod> covered(Collection<SandboxPod> pods) {
    return pods.stream().filter(this::covers).toList();
  }

  int healthy(Collection<SandboxPod> pods) {
    return (int)
        covered(pods).stream()
            .filter(pod -> pod.ready() && !pod.terminating())
            .filter(pod -> !disrupted.contains(pod.ref().uid()))
            .count();
  }

  int allowed(Collection<SandboxPod> pods) {
    return Math.max(0, healthy(pods) - minAvailable);
  }

  void debit(SandboxPod pod) {
    disrupted.add(pod.ref().uid());
  }

  String refusal(Collection<SandboxPod> pods) {
    return "The disruption budget "
        + name
        + " needs "
        + minAvailable
        + " healthy pods and has "
        + healthy(pods)
        + " currently";
  }
}
