package io.selfheal.sandbox.cluster;

import io.selfheal.kubernetes.PodRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A cluster of one node: this machine. Its pods are JVM processes, and none of them outlives {@link
 * #close} or the process that holds the cluster.
 */
public final class SandboxCluster implements AutoCloseable {
  private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

  private final Clock clock;
  private final ClusterState state = new ClusterState();
  private final Kubelet kubelet;
  private final Controller controller;
  private final Documents documents;
  private final Thread closer = new Thread(this::stop, "sandbox-closer");

  public SandboxCluster(Clock clock) {
    this(clock, SHORT_GRACE);
  }

  /** The grace period is what a terminating pod has before its processes are killed. */
  public SandboxCluster(Clock clock, Duration grace) {
    this.clock = clock;
    try {
      kubelet = new Kubelet(state, Files.createTempDirectory("sandbox-"), clock, grace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    controller = new Controller(state, kubelet, clock);
    documents = new Documents(state, grace, clock);
    Runtime.getRuntime().addShutdownHook(closer);
  }

  public void deploy(String namespace, String name, int replicas, PodTemplate template) {
    synchronized (state) {
      ensure(namespace);
      ReplicaSet.Identity identity = ReplicaSet.Identity.random(clock.instant());
      state.add(new ReplicaSet(namespace, name, replicas, template, identity));
      controller.reconcile();
    }
  }

  /** A pod that nobody replaces; its containers are restarted when they end. */
  public PodRef addPod(String namespace, String name, PodTemplate template) {
    return add(new PodRef(namespace, name, UUID.randomUUID().toString()), template, true);
  }

  /** A pod that nobody replaces, and that is over when its containers end. */
  public PodRef runOnce(String namespace, String name, PodTemplate template) {
    return add(new PodRef(namespace, name, UUID.randomUUID().toString()), template, false);
  }

  private PodRef add(PodRef ref, PodTemplate template, boolean restarts) {
    synchronized (state) {
      ensure(ref.namespace());
      SandboxPod.Origin origin = new SandboxPod.Origin(Optional.empty(), clock.instant(), restarts);
      return controller.create(ref, template, origin).ref();
    }
  }

  private void ensure(String namespace) {
    if (state.namespace(namespace).isEmpty()) {
      state.namespace(namespace, Map.of(), clock.instant());
    }
  }

  public void addBudget(
      String namespace, String name, int minAvailable, Map<String, String> matchLabels) {
    synchronized (state) {
      state.budgets().add(new Budget(namespace, name, minAvailable, matchLabels));
    }
  }

  /** The node's kubelet falls silent for the API server; its pods run on. */
  public void loseNode() {
    synchronized (state) {
      state.nodeReady(false);
    }
  }

  public void findNode() {
    synchronized (state) {
      state.nodeReady(true);
    }
  }

  /** Replaces all annotations of the namespace. */
  public void annotateNamespace(String namespace, Map<String, String> annotations) {
    synchronized (state) {
      state.namespace(namespace, annotations, clock.instant());
    }
  }

  /** Replaces all annotations of the Deployment. */
  public void annotateDeployment(String namespace, String name, Map<String, String> annotations) {
    synchronized (state) {
      state.annotateDeployment(namespace, name, annotations);
    }
  }

  /** Kills the container's JVM; the pod stays, with a container of another id. */
  public void restartContainer(PodRef pod, String container) {
    synchronized (state) {
      state
          .pod(pod.namespace(), pod.name())
          .chosen(container)
          .current()
          .ifPresent(ContainerRun::kill);
    }
  }

  /** Waits until at least that many selected pods are ready and stay, and returns them all. */
  public List<PodRef> awaitReady(
      String namespace, String labelSelector, int count, Duration timeout)
      throws InterruptedException, TimeoutException {
    synchronized (state) {
      await(() -> ready(namespace, labelSelector).size() >= count, timeout);
      return ready(namespace, labelSelector);
    }
  }

  private List<PodRef> ready(String namespace, String labelSelector) {
    Predicate<Map<String, String>> selected = LabelSelector.parse(labelSelector);
    return state.pods().stream()
        .filter(pod -> pod.ref().namespace().equals(namespace) && selected.test(pod.labels()))
        .filter(pod -> pod.ready() && !pod.terminating())
        .map(SandboxPod::ref)
        .toList();
  }

  /** Waits until the pod has the phase, as {@code Succeeded}. */
  public void awaitPhase(PodRef pod, String phase, Duration timeout)
      throws InterruptedException, TimeoutException {
    synchronized (state) {
      await(() -> state.pod(pod.namespace(), pod.name()).phase().equals(phase), timeout);
    }
  }

  /** Waits until the pod's first container has been started again so often, and is ready. */
  public void awaitRestarts(PodRef pod, int restarts, Duration timeout)
      throws InterruptedException, TimeoutException {
    synchronized (state) {
      SandboxPod found = state.pod(pod.namespace(), pod.name());
      await(() -> found.ready() && found.containers().get(0).restarts() >= restarts, timeout);
    }
  }

  /** Waits until no pod of that UID is there. */
  public void awaitGone(PodRef pod, Duration timeout)
      throws InterruptedException, TimeoutException {
    synchronized (state) {
      await(() -> state.pods().stream().noneMatch(other -> other.ref().equals(pod)), timeout);
    }
  }

  /** Under the lock; every change of the state wakes it. */
  private void await(BooleanSupplier condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        throw new TimeoutException(
            "Cannot go on: the pods have not come to the wanted state within " + timeout);
      }
      state.wait(millis);
    }
  }

  public Clock clock() {
    return clock;
  }

  public Documents documents() {
    return documents;
  }

  public Removals removals() {
    return new Removals(state, kubelet, controller, documents);
  }

  public Ephemerals ephemerals() {
    return new Ephemerals(state, documents, clock);
  }

  public Execs execs() {
    return new Execs(state);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(closer);
    } catch (IllegalStateException e) {
      // the process is ending: the hook does no harm
    }
  }

  private void stop() {
    kubelet.close();
  }
}
