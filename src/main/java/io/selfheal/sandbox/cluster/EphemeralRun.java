package io.selfheal.sandbox.cluster;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The one life of a container that joined another: it sees that one's JVM as process 1. */
final class EphemeralRun {
  private final String id = Names.containerId();
  private final Instant startedAt;
  private final ContainerRun target;
  private final ContainerRoot root;
  private final Toolbox tools;
  private final Set<Exec> execs = ConcurrentHashMap.newKeySet();
  private volatile Optional<Instant> finishedAt = Optional.empty();

  EphemeralRun(SandboxImage image, Identity identity, ContainerRun target, Clock clock) {
    this.startedAt = clock.instant();
    this.target = target;
    this.root = target.rootBeside(Names.suffix(8), identity.equals(target.identity()));
    this.tools = new Toolbox(image, Map.of());
  }

  /** It ends with its command, or with the container that it joined. */
  void start(List<String> command, Clock clock, Runnable ended) {
    try {
      Exec own = execBeside(command);
      Thread thread = new Thread(() -> live(own, clock, ended), "sandbox-ephemeral");
      thread.setDaemon(true);
      thread.start();
    } catch (ExecRefusal e) {
      finishedAt = Optional.of(clock.instant());
    }
  }

  private void live(Exec own, Clock clock, Runnable ended) {
    try {
      own.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    finishedAt = Optional.of(clock.instant());
    execs.forEach(Exec::kill);
    ended.run();
  }

  Exec exec(List<String> argv) throws ExecRefusal {
    if (!running()) {
      throw ExecRefusal.taskNotFound(id);
    }
    Exec exec = execBeside(argv);
    execs.add(exec);
    return exec;
  }

  private Exec execBeside(List<String> argv) throws ExecRefusal {
    return target.execBeside(tools, argv, root);
  }

  boolean running() {
    return finishedAt.isEmpty();
  }

  String containerId() {
    return "containerd://" + id;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant finishedAt() {
    return finishedAt.orElseThrow();
  }
}
