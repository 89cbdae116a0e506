package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;

/** How the runs of a container ended. */
final class ExitSigns {
  private static final int ABORTED = 134;
  private static final int SEGMENTATION_FAULT = 139;

  /** What {@code -XX:+ExitOnOutOfMemoryError} leaves with. */
  private static final int OUT_OF_MEMORY = 3;

  private ExitSigns() {}

  static List<Finding> of(List<Container> containers, String source) {
    return containers.stream().flatMap(found -> of(found, source).stream()).toList();
  }

  private static List<Finding> of(Container container, String source) {
    return container.ending().stream()
        .flatMap(ending -> of(container, ending, source).stream())
        .toList();
  }

  private static List<Finding> of(Container container, Container.Ending ending, String source) {
    if (ending.outOfLimit()) {
      return List.of(finding(Fault.OOM_KILLED, 50, killed(container), container, source));
    }
    String name = "Container `" + container.name() + "`";
    return switch (ending.exitCode()) {
      case 0, 143 -> List.of();
      case ABORTED, SEGMENTATION_FAULT ->
          List.of(
              finding(Fault.CRASH, 55, name + " crashed" + restarts(container), container, source));
      case OUT_OF_MEMORY ->
          List.of(
              finding(
                  Fault.OUT_OF_MEMORY,
                  35,
                  name + " left with exit code 3, as by -XX:+ExitOnOutOfMemoryError",
                  container,
                  source));
      default ->
          List.of(
              finding(
                  Fault.RESTARTS,
                  25,
                  name + " ended with exit code " + ending.exitCode() + restarts(container),
                  container,
                  source));
    };
  }

  private static String killed(Container container) {
    String limit =
        container.limit() > 0
            ? "at its memory limit of " + Figures.bytes(container.limit())
            : "as the node ran out of memory";
    return "Container `%s` was OOMKilled %s%s"
        .formatted(container.name(), limit, restarts(container));
  }

  private static String restarts(Container container) {
    return container.restarts() == 0
        ? ""
        : ", and was restarted " + Figures.times(container.restarts());
  }

  private static Finding finding(
      Fault fault, int confidence, String sentence, Container container, String source) {
    List<String> backing = new ArrayList<>();
    container.ending().ifPresent(ending -> backing.add(source + ": last run " + ending.text()));
    backing.add(source + ": restarts " + container.restarts());
    container.waiting().ifPresent(why -> backing.add(source + ": it waits, " + why));
    return new Finding(fault, confidence, sentence, backing);
  }
}
