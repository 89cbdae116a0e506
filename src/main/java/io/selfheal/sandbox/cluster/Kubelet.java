package io.selfheal.sandbox.cluster;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Starts, restarts and stops the containers of pods, and says what became of them. */
final class Kubelet implements ContainerRun.Watcher, AutoCloseable {
  private final ClusterState state;
  private final Path folder;
  private final Clock clock;
  private final Duration grace;

  Kubelet(ClusterState state, Path folder, Clock clock, Duration grace) {
    this.state = state;
    this.folder = folder;
    this.clock = clock;
    this.grace = grace;
  }

  void start(SandboxPod pod) {
    String assigned = "Successfully assigned " + pod.ref() + " to sandbox";
    state.event(pod, "Scheduled", assigned, clock.instant());
    if (pod.template().image().present()) {
      pod.containers().forEach(container -> start(pod, container));
    }
  }

  private void start(SandboxPod pod, SandboxContainer container) {
    String place = container.name() + "-" + (container.restarts() + 1);
    Path root = folder.resolve(pod.ref().uid()).resolve(place + "-" + Names.suffix(5));
    ContainerRun run = new ContainerRun(pod.template(), root, clock);
    container.begin(run);
    state.touch(pod);
    state.event(pod, "Started", "Started container " + container.name(), clock.instant());
    run.watch(this, clock);
  }

  /** The pod goes when its processes are gone, at the latest when its grace period is over. */
  void stop(SandboxPod pod) {
    pod.terminateBy(clock.instant().plus(grace));
    state.touch(pod);
    state.event(pod, "Killing", "Stopping container", clock.instant());
    if (pod.ended()) {
      state.remove(pod);
      return;
    }
    pod.containers().forEach(container -> container.current().ifPresent(ContainerRun::stop));
    CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> killAll(pod));
  }

  private void killAll(SandboxPod pod) {
    synchronized (state) {
      pod.containers().forEach(container -> container.current().ifPresent(ContainerRun::kill));
    }
  }

  @Override
  public void ready(ContainerRun run) {
    synchronized (state) {
      state.pods().stream().filter(pod -> runs(pod, run)).findFirst().ifPresent(state::touch);
    }
  }

  @Override
  public void exited(ContainerRun run) {
    synchronized (state) {
      state.pods().stream()
          .filter(pod -> runs(pod, run))
          .findFirst()
          .ifPresent(pod -> exited(pod, run));
    }
  }

  private void exited(SandboxPod pod, ContainerRun run) {
    state.touch(pod);
    if (pod.terminating() && pod.ended()) {
      state.remove(pod);
      pod.containers().forEach(SandboxContainer::discard);
    } else if (!pod.terminating() && pod.origin().restarts() && run.wasReady()) {
      pod.containers().stream()
          .filter(container -> container.isCurrent(run))
          .forEach(container -> start(pod, container));
    }
  }

  private static boolean runs(SandboxPod pod, ContainerRun run) {
    return pod.containers().stream().anyMatch(container -> container.isCurrent(run));
  }

  Duration grace() {
    return grace;
  }

  @Override
  public void close() {
    synchronized (state) {
      state.pods().forEach(this::killAll);
      state.pods().forEach(pod -> pod.containers().forEach(SandboxContainer::discard));
      state.pods().clear();
    }
    ContainerRoot.deleteTree(folder);
  }
}
