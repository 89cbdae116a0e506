package io.selfheal.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as the API server showed it at one moment.
 *
 * @param ephemeral containers that joined it later; they are not among its containers
 */
public record Pod(
    PodRef ref,
    Meta meta,
    String phase,
    boolean ready,
    List<Container> containers,
    List<EphemeralStatus> ephemeral) {
  public static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

  /**
   * What is told about the pod.
   *
   * @param readySince empty when the pod is not Ready
   * @param node empty until it is scheduled
   */
  public record Meta(
      String resourceVersion,
      Instant createdAt,
      Optional<Instant> deletionAt,
      Map<String, String> labels,
      Map<String, String> annotations,
      Optional<Owner> controller,
      Optional<Instant> startedAt,
      Optional<Instant> readySince,
      Optional<String> node) {}

  public Pod {
    containers = List.copyOf(containers);
    ephemeral = List.copyOf(ephemeral);
  }

  public Pod(PodRef ref, Meta meta, String phase, boolean ready, List<Container> containers) {
    this(ref, meta, phase, ready, containers, List.of());
  }

  public boolean terminating() {
    return meta.deletionAt().isPresent();
  }

  public boolean running() {
    return phase.equals("Running");
  }

  public Optional<EphemeralStatus> ephemeral(String name) {
    return ephemeral.stream().filter(container -> container.name().equals(name)).findFirst();
  }

  public Optional<Container> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }
}
