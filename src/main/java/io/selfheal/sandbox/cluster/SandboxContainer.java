package io.selfheal.sandbox.cluster;

import java.util.Optional;

/** A container of a pod over all its runs. Guarded by the lock of its cluster. */
final class SandboxContainer {
  private final String name;
  private int restarts;
  private Optional<ContainerRun> current = Optional.empty();
  private Optional<ContainerRun> previous = Optional.empty();

  SandboxContainer(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int restarts() {
    return restarts;
  }

  /** Empty while it was never started. */
  Optional<ContainerRun> current() {
    return current;
  }

  Optional<ContainerRun> previous() {
    return previous;
  }

  boolean running() {
    return current.map(ContainerRun::running).orElse(false);
  }

  boolean ready() {
    return current.map(ContainerRun::ready).orElse(false);
  }

  void begin(ContainerRun run) {
    previous.ifPresent(ContainerRun::discard);
    previous = current;
    restarts += previous.isPresent() ? 1 : 0;
    current = Optional.of(run);
  }

  boolean isCurrent(ContainerRun run) {
    return current.filter(run::equals).isPresent();
  }

  void discard() {
    current.ifPresent(ContainerRun::discard);
    previous.ifPresent(ContainerRun::discard);
  }
}
