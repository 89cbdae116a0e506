package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as the API server showed it at one moment.
 *
 * @param node empty until it is scheduled
 */
public record Pod(
    PodRef ref,
    Meta meta,
    String phase,
    boolean ready,
    List<Container> containers,
    Optional<String> node) {
  public static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

  /** When {@code readySince} is empty the pod is not Ready. */
  public record Meta(
      String resourceVersion,
      Instant createdAt,
      Optional<Instant> deletionAt,
      Map<String, String> labels,
      Map<String, String> annotations,
      Optional<Owner> controller,
      Optional<Instant> startedAt,
      Optional<Instant> readySince) {}

  public Pod {
    containers = List.copyOf(containers);
  }

  public Pod(PodRef ref, Meta meta, String phase, boolean ready, List<Container> containers) {
    this(ref, meta, phase, ready, containers, Optional.empty());
  }

  public boolean terminating() {
    return meta.deletionAt().isPresent();
  }

  public boolean running() {
    return phase.equals("Running");
  }

  public Optional<Container> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }
}
