package io.selfheal.sandbox.cluster;

import io.selfheal.kubernetes.PodRef;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Makes pods, and keeps as many of each ReplicaSet as it wants. */
final class Controller {
  private static final int SUFFIX = 5;

  private final ClusterState state;
  private final Kubelet kubelet;
  private final Clock clock;

  Controller(ClusterState state, Kubelet kubelet, Clock clock) {
    this.state = state;
    this.kubelet = kubelet;
    this.clock = clock;
  }

  /** A terminating pod counts no more, so its replacement starts while it still goes. */
  void reconcile() {
    for (ReplicaSet set : state.replicaSets()) {
      long alive = state.pods().stream().filter(pod -> set.owns(pod) && !pod.terminating()).count();
      for (long i = alive; i < set.replicas(); i++) {
        create(set);
      }
    }
  }

  private void create(ReplicaSet set) {
    String name = set.name() + "-" + Names.suffix(SUFFIX);
    SandboxPod.Origin origin = new SandboxPod.Origin(Optional.of(set), clock.instant(), true);
    create(new PodRef(set.namespace(), name, UUID.randomUUID().toString()), set.template(), origin);
  }

  SandboxPod create(PodRef ref, PodTemplate template, SandboxPod.Origin origin) {
    SandboxPod pod = new SandboxPod(ref, template, origin);
    state.add(pod);
    kubelet.start(pod);
    return pod;
  }
}
