package io.selfheal.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows a pod's controllers up to the one that people know. Each step holds the owner's UID
 * against the reference: a Deployment that was deleted and made again does not own the old pods.
 */
final class Workloads {
  private static final String APPS = "/apis/apps/v1/namespaces/{}/";
  private static final String CORE = "/api/v1/namespaces/{}/";

  private final Api api;

  Workloads(Api api) {
    this.api = api;
  }

  Optional<Workload> of(Pod pod) throws ClusterException {
    Optional<Owner> owner = pod.meta().controller();
    return owner.isEmpty() ? Optional.empty() : of(owner.get(), pod.ref().namespace());
  }

  private Optional<Workload> of(Owner owner, String namespace) throws ClusterException {
    return switch (owner.apiVersion() + " " + owner.kind()) {
      case "apps/v1 Deployment" ->
          own(V1Deployment.class, APPS + "deployments/{}", namespace, owner).map(WorkloadView::of);
      case "apps/v1 StatefulSet" ->
          own(V1StatefulSet.class, APPS + "statefulsets/{}", namespace, owner)
              .map(WorkloadView::of);
      case "apps/v1 DaemonSet" ->
          own(V1DaemonSet.class, APPS + "daemonsets/{}", namespace, owner).map(WorkloadView::of);
      case "apps/v1 ReplicaSet" ->
          top(own(V1ReplicaSet.class, APPS + "replicasets/{}", namespace, owner), WorkloadView::of);
      case "v1 ReplicationController" ->
          top(
              own(
                  V1ReplicationController.class,
                  CORE + "replicationcontrollers/{}",
                  namespace,
                  owner),
              WorkloadView::of);
      default -> Optional.empty();
    };
  }

  private <T extends KubernetesObject> Optional<T> own(
      Class<T> type, String template, String namespace, Owner owner) throws ClusterException {
    return api.find(type, template, namespace, owner.name())
        .filter(found -> found.getMetadata() != null)
        .filter(found -> owner.uid().equals(found.getMetadata().getUid()));
  }

  /** Sets of replicas have a controller of their own where somebody rolls them out. */
  private <T extends KubernetesObject> Optional<Workload> top(
      Optional<T> set, Function<T, Workload> view) throws ClusterException {
    Optional<Owner> above = set.flatMap(found -> PodView.controller(found.getMetadata()));
    return above.isPresent()
        ? of(above.get(), set.get().getMetadata().getNamespace())
        : set.map(view);
  }
}
