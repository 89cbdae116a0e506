package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.RunAs;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Reaches the JVM of an image without jcmd from a container with a JDK that joins it. That must run
 * as the JVM's user and group: to anybody else the kernel shows its processes, and not its files.
 */
record BesideTarget(
    Cluster cluster, JvmTarget target, CaptureConfig config, Clock clock, Pause pause) {
  /** Nobody in particular: enough to see whom the JVM runs as. */
  private static final RunAs ONLOOKER = new RunAs(65_534, 65_534);

  private static final String FIRST = "1";

  Jvm find(Commands own, CaptureOrder order, Container container)
      throws CaptureFailure, InterruptedException {
    ToolsContainer tools = new ToolsContainer(cluster, target, config, clock, pause);
    tools.image();
    Commands commands = tools.runningAs(own, owner(own, tools, container));
    return JvmSearch.beside(commands, order.wanted().jvm())
        .find()
        .orElseThrow(
            () -> NoJcmd.because("capture.toolsImage has none either", "name an image of JDK 25"));
  }

  /** The process itself knows best, the pod's spec next; both ask nothing of the cluster. */
  private RunAs owner(Commands own, ToolsContainer tools, Container container)
      throws CaptureFailure, InterruptedException {
    Optional<RunAs> told = owner(own).or(container::runAs);
    return told.isPresent() ? told.get() : seen(own, tools);
  }

  private RunAs seen(Commands own, ToolsContainer tools)
      throws CaptureFailure, InterruptedException {
    return owner(tools.runningAs(own, ONLOOKER))
        .orElseThrow(
            () ->
                NoJcmd.because(
                    "nothing tells whom its JVM runs as",
                    "set runAsUser and runAsGroup in the pod's securityContext"));
  }

  /** A launcher of another name runs first in its container, and as the same user. */
  private static Optional<RunAs> owner(Commands commands)
      throws CaptureFailure, InterruptedException {
    List<ProcessStatus> table = new Processes(commands).table();
    return Processes.largestJvm(table)
        .or(() -> table.stream().filter(process -> process.pid().equals(FIRST)).findFirst())
        .flatMap(ProcessStatus::runAs);
  }
}
