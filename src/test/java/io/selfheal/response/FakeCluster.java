package io.selfheal.response;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.EphemeralContainer;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.LogRequest;
import io.selfheal.kubernetes.NodeCount;
import io.selfheal.kubernetes.Owner;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Removal;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Deployments of three pods each, whose controller replaces a removed one at once: one to begin
 * with, and, where a test adds pods of it, a second one whose labels the selector of the first
 * takes in. Remembers every removal that it accepted.
 */
final class FakeCluster implements Cluster {
  static final WorkloadRef WEB = new WorkloadRef("Deployment", "shop", "web");
  static final WorkloadRef CANARY = new WorkloadRef("Deployment", "shop", "web-canary");
  static final String NEW_SET = "rs-web-2";
  static final String OLD_SET = "rs-web-1";
  static final String CANARY_SET = "rs-web-canary-1";
  private static final int REPLICAS = 3;

  final List<PodRef> removals = new CopyOnWriteArrayList<>();
  final List<Pod> pods = new CopyOnWriteArrayList<>();
  Removal answer = Removal.ACCEPTED;
  NodeCount nodes = new NodeCount(10, 0);
  int errorsInARow;
  int looksAtNodes;
  ClusterException nodeTrouble;
  ClusterException trouble;
  ClusterException evictionTrouble;
  Runnable afterRemoval = () -> {};
  Runnable whileRead = () -> {};
  Runnable whileEvicted = () -> {};
  boolean replaces = true;
  final Map<String, String> annotations = new ConcurrentHashMap<>();
  final Map<String, String> workloadAnnotations = new ConcurrentHashMap<>();
  Duration behind = Duration.ZERO;

  private final Map<String, WorkloadRef> sets =
      new HashMap<>(Map.of(NEW_SET, WEB, OLD_SET, WEB, CANARY_SET, CANARY));
  private final Clock clock;
  private int created;

  FakeCluster(Clock clock) {
    this.clock = clock;
    deploy(NEW_SET);
  }

  /** One more Deployment: its pods are called as it is, and numbered. */
  void deploy(String namespace, String name) {
    String set = "rs-" + namespace + "-" + name;
    sets.put(set, new WorkloadRef("Deployment", namespace, name));
    deploy(set);
  }

  private void deploy(String set) {
    for (int i = 0; i < REPLICAS; i++) {
      add(sets.get(set).name() + "-" + i, set);
    }
  }

  /** A pod of that set of replicas that has been Ready for an hour. */
  void add(String name, String set) {
    pods.add(newPod(name, clock.instant().minus(Duration.ofHours(1)), set));
  }

  void remove(String name) {
    pods.removeIf(pod -> pod.ref().name().equals(name));
  }

  private Pod newPod(String name, Instant createdAt, String set) {
    created++;
    Owner owner = new Owner("apps/v1", "ReplicaSet", set, set);
    Container container = new Container("app", "containerd://" + created, Optional.of(createdAt));
    Pod.Meta meta =
        new Pod.Meta(
            "1",
            createdAt,
            Optional.empty(),
            Map.of("app", app(sets.get(set))),
            Map.of(),
            Optional.of(owner),
            Optional.of(createdAt),
            Optional.of(createdAt),
            Optional.of("node-1"));
    return new Pod(
        new PodRef(sets.get(set).namespace(), name, "uid-" + created),
        meta,
        "Running",
        true,
        List.of(container));
  }

  private static String app(WorkloadRef workload) {
    return workload.equals(CANARY) ? WEB.name() : workload.name();
  }

  /** The pod of that name becomes another one: new UID, new container. */
  void replace(String name) {
    remove(name);
    pods.add(newPod(name, clock.instant(), NEW_SET));
  }

  /** The container of that pod starts anew: the same pod, another container id. */
  void restart(String name) {
    Pod before =
        pods.stream().filter(pod -> pod.ref().name().equals(name)).findFirst().orElseThrow();
    Pod other = newPod(name, clock.instant(), NEW_SET);
    remove(name);
    pods.add(new Pod(before.ref(), before.meta(), before.phase(), true, other.containers()));
  }

  @Override
  public Optional<Pod> pod(String namespace, String name) throws ClusterException {
    if (trouble != null) {
      throw trouble;
    }
    return pods.stream()
        .filter(pod -> pod.ref().name().equals(name) && pod.ref().namespace().equals(namespace))
        .findFirst();
  }

  @Override
  public List<Pod> pods(String namespace, String selector) {
    return pods.stream()
        .filter(pod -> pod.ref().namespace().equals(namespace))
        .filter(pod -> selector.equals("app=" + pod.meta().labels().get("app")))
        .toList();
  }

  @Override
  public Optional<Workload> workloadOf(Pod pod) {
    return workload(sets.get(setOf(pod)));
  }

  @Override
  public Optional<Workload> workload(WorkloadRef ref) {
    Map<String, String> annotated = Map.copyOf(workloadAnnotations);
    return Optional.of(new Workload(ref, REPLICAS, false, "app=" + app(ref), annotated));
  }

  private static String setOf(Pod pod) {
    return pod.meta().controller().orElseThrow().uid();
  }

  @Override
  public Map<String, String> namespaceAnnotations(String namespace) {
    return Map.copyOf(annotations);
  }

  @Override
  public List<DisruptionBudget> disruptionBudgets(Pod pod) {
    whileRead.run();
    return List.of();
  }

  @Override
  public NodeCount nodes() throws ClusterException {
    looksAtNodes++;
    if (nodeTrouble != null) {
      throw nodeTrouble;
    }
    return nodes;
  }

  @Override
  public int errorsInARow() {
    return errorsInARow;
  }

  @Override
  public ExecResult exec(ExecRequest request) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public void addEphemeralContainer(PodRef pod, EphemeralContainer container) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public String podDocument(PodRef pod) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public String events(PodRef pod) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public String podMetrics(PodRef pod) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public boolean log(LogRequest request, ByteSink sink) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public Removal evict(PodRef pod, String resourceVersion) throws ClusterException {
    whileEvicted.run();
    if (evictionTrouble != null) {
      throw evictionTrouble;
    }
    if (answer != Removal.ACCEPTED) {
      return answer;
    }
    Optional<Pod> found = pods.stream().filter(other -> other.ref().equals(pod)).findFirst();
    if (found.isEmpty()) {
      return Removal.CHANGED;
    }
    removals.add(pod);
    pods.remove(found.get());
    if (replaces) {
      pods.add(newPod(pod.name() + "-new", clock.instant().minus(behind), setOf(found.get())));
    }
    afterRemoval.run();
    return Removal.ACCEPTED;
  }

  @Override
  public Removal delete(PodRef pod, String resourceVersion) throws ClusterException {
    return evict(pod, resourceVersion);
  }

  @Override
  public void close() {}
}
