package io.selfheal.sandbox.cluster;

import java.util.List;
import java.util.Optional;

/** Runs commands in containers. */
public final class Execs {
  private final ClusterState state;

  Execs(ClusterState state) {
    this.state = state;
  }

  /**
   * Throws a {@link Rejection} when there is no such pod or container; an empty name is the one.
   */
  public void check(String namespace, String pod, String container) {
    synchronized (state) {
      SandboxPod found = state.pod(namespace, pod);
      if (found.ephemeral(container).isEmpty()) {
        found.chosen(container);
      }
    }
  }

  /** An argument that is an absolute path means one below the container's folder. */
  public Exec start(String namespace, String pod, String container, List<String> argv)
      throws ExecRefusal {
    Optional<SandboxEphemeral> joined = ephemeral(namespace, pod, container);
    return joined.isPresent()
        ? running(joined.get()).exec(argv)
        : runOf(namespace, pod, container).exec(argv);
  }

  private Optional<SandboxEphemeral> ephemeral(String namespace, String pod, String name) {
    synchronized (state) {
      return state.pod(namespace, pod).ephemeral(name);
    }
  }

  private static EphemeralRun running(SandboxEphemeral joined) throws ExecRefusal {
    return joined
        .run()
        .filter(EphemeralRun::running)
        .orElseThrow(() -> ExecRefusal.containerNotFound(joined.name()));
  }

  private ContainerRun runOf(String namespace, String pod, String name) throws ExecRefusal {
    synchronized (state) {
      SandboxPod found = state.pod(namespace, pod);
      SandboxContainer container = found.chosen(name);
      boolean over = !found.origin().restarts() && !container.running();
      if (container.current().isEmpty() || over) {
        throw ExecRefusal.containerNotFound(container.name());
      }
      return container.current().get();
    }
  }
}
