package io.selfheal.reliability.matrix;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
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
import io.selfheal.reliability.matrix.LivePod.Keeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A Deployment and a StatefulSet of three pods each. Evictions are taken as an API server takes
 * them: by name, and only under the UID and resourceVersion that the caller gives. A pod that is
 * removed stays for some seconds; a Deployment replaces it at once, under another name, a
 * StatefulSet once it is gone, under the same one.
 */
final class SimulatedCluster implements Cluster {
  private static final int REPLICAS = 3;
  private static final Keeper WEB = keeper("Deployment", "web", "ReplicaSet", false);
  private static final Keeper DATABASE = keeper("StatefulSet", "db", "StatefulSet", true);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Timeline timeline;
  private final Random random;
  private final boolean budgeted;
  private final Consumer<LivePod> onRemoval;
  private final List<LivePod> pods = new ArrayList<>();
  private int created;

  /**
   * @param budgeted whether disruption budgets allow one pod of each workload to be away
   * @param onRemoval is told of each eviction that is accepted, before it is done
   */
  SimulatedCluster(
      Timeline timeline, Random random, boolean budgeted, Consumer<LivePod> onRemoval) {
    this.timeline = timeline;
    this.random = random;
    this.budgeted = budgeted;
    this.onRemoval = onRemoval;
    for (int i = 0; i < REPLICAS; i++) {
      add("web-" + i, WEB, timeline.now().minus(AN_HOUR), Duration.ZERO);
      add("db-" + i, DATABASE, timeline.now().minus(AN_HOUR), Duration.ZERO);
    }
  }

  private static Keeper keeper(String kind, String name, String ownerKind, boolean keepsNames) {
    Owner owner = new Owner("apps/v1", ownerKind, name, "uid-of-" + name);
    return new Keeper(new WorkloadRef(kind, "shop", name), owner, REPLICAS, keepsNames);
  }

  private void add(String name, Keeper keeper, Instant at, Duration untilReady) {
    created++;
    PodRef ref = new PodRef("shop", name, "uid-" + created);
    pods.add(new LivePod(ref, keeper, at, "containerd://" + created, untilReady));
  }

  Optional<LivePod> live(String name) {
    return pods.stream().filter(pod -> pod.ref().name().equals(name)).findFirst();
  }

  /** The container ends and is started again, under the same UID. */
  void restart(String name) {
    created++;
    String container = "containerd://" + created;
    live(name).ifPresent(pod -> pod.restart(container, timeline.now(), someTime()));
  }

  /** Somebody else deletes it, without grace. */
  void replace(String name) {
    live(name)
        .filter(pod -> !pod.terminating())
        .ifPresent(
            pod -> {
              pods.remove(pod);
              addReplacement(pod);
            });
  }

  private void addReplacement(LivePod gone) {
    String name =
        gone.keeper().keepsNames()
            ? gone.ref().name()
            : gone.keeper().ref().name() + "-n" + created;
    add(name, gone.keeper(), timeline.now(), someTime());
  }

  private Duration someTime() {
    return Duration.ofSeconds(1 + random.nextInt(6));
  }

  @Override
  public Optional<Pod> pod(String namespace, String name) {
    return live(name).map(pod -> pod.seen(timeline.now()));
  }

  @Override
  public List<Pod> pods(String namespace, String selector) {
    return pods.stream()
        .filter(pod -> selector.equals("app=" + pod.keeper().ref().name()))
        .map(pod -> pod.seen(timeline.now()))
        .toList();
  }

  @Override
  public Optional<Workload> workloadOf(Pod pod) {
    return workload(
        pod.meta().controller().orElseThrow().equals(WEB.owner()) ? WEB.ref() : DATABASE.ref());
  }

  @Override
  public Optional<Workload> workload(WorkloadRef ref) {
    return Optional.of(new Workload(ref, REPLICAS, false, "app=" + ref.name(), Map.of()));
  }

  @Override
  public Map<String, String> namespaceAnnotations(String namespace) {
    return Map.of();
  }

  @Override
  public NodeCount nodes() {
    return new NodeCount(3, 0);
  }

  /** Each question is answered on its own here: what fails is decided at its boundary. */
  @Override
  public int errorsInARow() {
    return 0;
  }

  @Override
  public List<DisruptionBudget> disruptionBudgets(Pod pod) {
    return budgeted
        ? live(pod.ref().name()).stream()
            .map(live -> new DisruptionBudget("one-away", allowed(live)))
            .toList()
        : List.of();
  }

  /** A pod that is not Ready itself may go, as with unhealthyPodEvictionPolicy: AlwaysAllow. */
  private int allowed(LivePod pod) {
    long others =
        pods.stream()
            .filter(other -> other != pod && other.keeper().equals(pod.keeper()))
            .filter(other -> other.ready(timeline.now()))
            .count();
    return others >= REPLICAS - 1 ? 1 : 0;
  }

  @Override
  public Removal evict(PodRef pod, String resourceVersion) {
    Optional<LivePod> live = live(pod.name());
    if (live.isEmpty()) {
      return Removal.GONE;
    }
    if (!live.get().is(pod, resourceVersion)) {
      return Removal.CHANGED;
    }
    if (budgeted && allowed(live.get()) == 0) {
      return Removal.BUDGET_REFUSES;
    }
    remove(live.get());
    return Removal.ACCEPTED;
  }

  private void remove(LivePod pod) {
    onRemoval.accept(pod);
    pod.terminate(timeline.now());
    if (!pod.keeper().keepsNames()) {
      addReplacement(pod);
    }
    timeline.in(
        someTime(),
        () -> {
          pods.remove(pod);
          if (pod.keeper().keepsNames()) {
            addReplacement(pod);
          }
        });
  }

  @Override
  public Removal delete(PodRef pod, String resourceVersion) {
    return evict(pod, resourceVersion);
  }

  @Override
  public void addEphemeralContainer(PodRef pod, EphemeralContainer container) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public String podDocument(PodRef pod) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public String events(PodRef pod) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public String podMetrics(PodRef pod) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public boolean log(LogRequest request, ByteSink sink) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public ExecResult exec(ExecRequest request) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout) {
    throw new IllegalStateException("evidence has a source of its own here");
  }

  @Override
  public void close() {}
}
