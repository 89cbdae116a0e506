package io.selfheal.response;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.Owner;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Removal;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One Deployment of three pods whose controller replaces a removed one at once, and, where a test
 * adds pods of it, a second one whose labels the selector of the first takes in. Remembers every
 * removal that it accepted.
 */
final class FakeCluster implements Cluster {
  static final WorkloadRef WEB = new WorkloadRef("Deployment", "shop", "web");
  static final WorkloadRef CANARY = new WorkloadRef("Deployment", "shop", "web-canary");
  static final String NEW_SET = "rs-web-2";
  static final String OLD_SET = "rs-web-1";
  static final String CANARY_SET = "rs-web-canary-1";
  private static final Map<String, WorkloadRef> SETS =
      Map.of(NEW_SET, WEB, OLD_SET, WEB, CANARY_SET, CANARY);

  final List<PodRef> removals = new CopyOnWriteArrayList<>();
  final List<Pod> pods = new CopyOnWriteArrayList<>();
  Removal answer = Removal.ACCEPTED;
  ClusterException trouble;
  ClusterException evictionTrouble;
  Runnable afterRemoval = () -> {};
  Runnable whileRead = () -> {};
  Runnable whileEvicted = () -> {};
  boolean replaces = true;
  final Map<String, String> annotations = new ConcurrentHashMap<>();
  final Map<String, String> workloadAnnotations = new ConcurrentHashMap<>();
  Duration behind = Duration.ZERO;

  private final Clock clock;
  private int created;

  FakeCluster(Clock clock) {
    this.clock = clock;
    for (int i = 0; i < 3; i++) {
      add("web-" + i, NEW_SET);
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
            Map.of("app", "web"),
            Map.of(),
            Optional.of(owner),
            Optional.of(createdAt),
            Optional.of(createdAt));
    return new Pod(
        new PodRef("shop", name, "uid-" + created), meta, "Running", true, List.of(container));
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
    return pods.stream().filter(pod -> pod.ref().name().equals(name)).findFirst();
  }

  @Override
  public List<Pod> pods(String namespace, String selector) {
    return new ArrayList<>(pods);
  }

  @Override
  public Optional<Workload> workloadOf(Pod pod) {
    return workload(SETS.get(pod.meta().controller().orElseThrow().uid()));
  }

  @Override
  public Optional<Workload> workload(WorkloadRef ref) {
    return Optional.of(new Workload(ref, 3, false, "app=web", Map.copyOf(workloadAnnotations)));
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
  public ExecResult exec(ExecRequest request) {
    throw new IllegalStateException("evidence is faked in these tests");
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout) {
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
    if (pods.stream().noneMatch(found -> found.ref().equals(pod))) {
      return Removal.CHANGED;
    }
    removals.add(pod);
    pods.removeIf(found -> found.ref().equals(pod));
    if (replaces) {
      pods.add(newPod(pod.name() + "-new", clock.instant().minus(behind), NEW_SET));
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
