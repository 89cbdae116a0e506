package io.selfheal.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows a pod's controllers up to the one that people know. Each step holds the owner's UID
 * against the reference: a Deployment that was deleted and made again does not own the old pods.
 */
final class Workloads {
  private static final String APPS = "/apis/apps/v1/namespaces/{}/";
  private static final String CORE = "/api/v1/namespaces/{}/";
  private static final Map<String, String> API_VERSIONS =
      Map.of(
          "Deployment", "apps/v1",
          "StatefulSet", "apps/v1",
          "DaemonSet", "apps/v1",
          "ReplicaSet", "apps/v1",
          "ReplicationController", "v1");

  /** Sets of replicas have a controller of their own where somebody rolls them out. */
  private static final Set<String> MAY_HAVE_A_CONTROLLER =
      Set.of("ReplicaSet", "ReplicationController");

  private final Api api;

  private record Found(V1ObjectMeta meta, Workload workload) {}

  Workloads(Api api) {
    this.api = api;
  }

  Optional<Workload> of(Pod pod) throws ClusterException {
    Optional<Owner> owner = pod.meta().controller();
    return owner.isEmpty() ? Optional.empty() : of(owner.get(), pod.ref().namespace());
  }

  /** Whoever bears that kind and name by now. */
  Optional<Workload> named(WorkloadRef ref) throws ClusterException {
    return find(ref).map(Found::workload);
  }

  private Optional<Workload> of(Owner owner, String namespace) throws ClusterException {
    if (!owner.apiVersion().equals(API_VERSIONS.get(owner.kind()))) {
      return Optional.empty();
    }
    Optional<Found> found =
        find(new WorkloadRef(owner.kind(), namespace, owner.name()))
            .filter(object -> owner.uid().equals(object.meta().getUid()));
    Optional<Owner> above =
        found
            .filter(object -> MAY_HAVE_A_CONTROLLER.contains(owner.kind()))
            .flatMap(object -> PodView.controller(object.meta()));
    return above.isPresent() ? of(above.get(), namespace) : found.map(Found::workload);
  }

  private Optional<Found> find(WorkloadRef ref) throws ClusterException {
    return switch (ref.kind()) {
      case "Deployment" -> find(V1Deployment.class, APPS + "deployments/{}", ref, WorkloadView::of);
      case "StatefulSet" ->
          find(V1StatefulSet.class, APPS + "statefulsets/{}", ref, WorkloadView::of);
      case "DaemonSet" -> find(V1DaemonSet.class, APPS + "daemonsets/{}", ref, WorkloadView::of);
      case "ReplicaSet" -> find(V1ReplicaSet.class, APPS + "replicasets/{}", ref, WorkloadView::of);
      case "ReplicationController" ->
          find(
              V1ReplicationController.class,
              CORE + "replicationcontrollers/{}",
              ref,
              WorkloadView::of);
      default -> Optional.empty();
    };
  }

  private <T extends KubernetesObject> Optional<Found> find(
      Class<T> type, String template, WorkloadRef ref, Function<T, Workload> view)
      throws ClusterException {
    return api.find(type, template, ref.namespace(), ref.name())
        .map(
            object ->
                new Found(
                    Objects.requireNonNullElseGet(object.getMetadata(), V1ObjectMeta::new),
                    view.apply(object)));
  }
}
