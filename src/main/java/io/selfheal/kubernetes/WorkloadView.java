package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1DaemonSetSpec;
import io.kubernetes.client.openapi.models.V1DaemonSetStatus;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1ReplicationControllerSpec;
import io.kubernetes.client.openapi.models.V1ReplicationControllerStatus;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StatefulSetSpec;
import io.kubernetes.client.openapi.models.V1StatefulSetStatus;
import java.util.Objects;

/** Reads each kind's counts as one {@link Workload}. */
final class WorkloadView {
  private WorkloadView() {}

  static Workload of(V1Deployment found) {
    var spec = Objects.requireNonNullElseGet(found.getSpec(), V1DeploymentSpec::new);
    var status = Objects.requireNonNullElseGet(found.getStatus(), V1DeploymentStatus::new);
    return new Workload(
        ref("Deployment", found.getMetadata()),
        count(spec.getReplicas(), 1),
        Rollouts.underway(found.getMetadata(), spec, status),
        LabelSelectors.query(spec.getSelector()),
        PodView.map(found.getMetadata().getAnnotations()));
  }

  static Workload of(V1StatefulSet found) {
    var spec = Objects.requireNonNullElseGet(found.getSpec(), V1StatefulSetSpec::new);
    var status = Objects.requireNonNullElseGet(found.getStatus(), V1StatefulSetStatus::new);
    return new Workload(
        ref("StatefulSet", found.getMetadata()),
        count(spec.getReplicas(), 1),
        Rollouts.underway(found.getMetadata(), spec, status),
        LabelSelectors.query(spec.getSelector()),
        PodView.map(found.getMetadata().getAnnotations()));
  }

  static Workload of(V1DaemonSet found) {
    var spec = Objects.requireNonNullElseGet(found.getSpec(), V1DaemonSetSpec::new);
    var status = Objects.requireNonNullElseGet(found.getStatus(), V1DaemonSetStatus::new);
    return new Workload(
        ref("DaemonSet", found.getMetadata()),
        count(status.getDesiredNumberScheduled(), 0),
        Rollouts.underway(found.getMetadata(), spec, status),
        LabelSelectors.query(spec.getSelector()),
        PodView.map(found.getMetadata().getAnnotations()));
  }

  static Workload of(V1ReplicaSet found) {
    var spec = Objects.requireNonNullElseGet(found.getSpec(), V1ReplicaSetSpec::new);
    var status = Objects.requireNonNullElseGet(found.getStatus(), V1ReplicaSetStatus::new);
    return new Workload(
        ref("ReplicaSet", found.getMetadata()),
        count(spec.getReplicas(), 1),
        Rollouts.unseen(found.getMetadata(), status.getObservedGeneration()),
        LabelSelectors.query(spec.getSelector()),
        PodView.map(found.getMetadata().getAnnotations()));
  }

  static Workload of(V1ReplicationController found) {
    var spec = Objects.requireNonNullElseGet(found.getSpec(), V1ReplicationControllerSpec::new);
    var status =
        Objects.requireNonNullElseGet(found.getStatus(), V1ReplicationControllerStatus::new);
    return new Workload(
        ref("ReplicationController", found.getMetadata()),
        count(spec.getReplicas(), 1),
        Rollouts.unseen(found.getMetadata(), status.getObservedGeneration()),
        LabelSelectors.query(PodView.map(spec.getSelector())),
        PodView.map(found.getMetadata().getAnnotations()));
  }

  static int count(Integer value, int absent) {
    return value == null ? absent : value;
  }

  private static WorkloadRef ref(String kind, V1ObjectMeta meta) {
    return new WorkloadRef(kind, meta.getNamespace(), meta.getName());
  }
}
