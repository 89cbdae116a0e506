package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.EphemeralContainer;
import io.selfheal.kubernetes.LogRequest;
import io.selfheal.kubernetes.NodeCount;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Removal;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of one pod; evidence asks nothing but pod and exec. */
abstract class ExecOnlyCluster implements Cluster {
  static final PodRef REF = new PodRef("shop", "pay-1", "uid-1");
  static final String CONTAINER_ID = "containerd://aaa";

  private final Deque<Optional<Pod>> pods = new ArrayDeque<>();

  static Pod pod(String uid, String containerId, boolean terminating) {
    Instant begun = Instant.EPOCH;
    Optional<Instant> running = containerId.isEmpty() ? Optional.empty() : Optional.of(begun);
    Pod.Meta meta =
        new Pod.Meta(
            "7",
            begun,
            terminating ? Optional.of(begun) : Optional.empty(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            running,
            running,
            Optional.of("node-1"));
    Container container = new Container("app", containerId, running);
    PodRef ref = new PodRef(REF.namespace(), REF.name(), uid);
    return new Pod(ref, meta, "Running", true, List.of(container));
  }

  static Pod healthy() {
    return pod(REF.uid(), CONTAINER_ID, false);
  }

  /** What the next looks find, one after another; the healthy pod once they are used up. */
  final void nextPod(Optional<Pod> pod) {
    pods.add(pod);
  }

  @Override
  public Optional<Pod> pod(String namespace, String name) {
    return pods.isEmpty() ? Optional.of(healthy()) : pods.remove();
  }

  @Override
  public List<Pod> pods(String namespace, String selector) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Workload> workload(WorkloadRef ref) {
    throw new UnsupportedOperationException("evidence asks for no workload");
  }

  @Override
  public Optional<Workload> workloadOf(Pod pod) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> namespaceAnnotations(String namespace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DisruptionBudget> disruptionBudgets(Pod pod) {
    throw new UnsupportedOperationException();
  }

  @Override
  public NodeCount nodes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int errorsInARow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addEphemeralContainer(PodRef pod, EphemeralContainer container)
      throws ClusterException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String podDocument(PodRef pod) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String events(PodRef pod) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String podMetrics(PodRef pod) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean log(LogRequest request, ByteSink sink)
      throws ClusterException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Removal evict(PodRef pod, String resourceVersion) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Removal delete(PodRef pod, String resourceVersion) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
