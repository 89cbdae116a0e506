package io.selfheal.kubernetes;

import static io.selfheal.kubernetes.WorkloadView.count;

import io.kubernetes.client.openapi.models.V1DaemonSetSpec;
import io.kubernetes.client.openapi.models.V1DaemonSetStatus;
import io.kubernetes.client.openapi.models.V1DeploymentCondition;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1StatefulSetSpec;
import io.kubernetes.client.openapi.models.V1StatefulSetStatus;
import java.util.Objects;

/**
 * Whether a controller is still bringing its pods to the newest template. A pod that is merely
 * unavailable does not count: it is the usual patient.
 */
final class Rollouts {
  private static final String ON_DELETE = "OnDelete";

  private Rollouts() {}

  /** The controller has not looked at the newest spec yet. */
  static boolean unseen(V1ObjectMeta meta, Long observed) {
    return meta.getGeneration() != null && (observed == null || observed < meta.getGeneration());
  }

  static boolean underway(V1ObjectMeta meta, V1DeploymentSpec spec, V1DeploymentStatus status) {
    int updated = count(status.getUpdatedReplicas(), 0);
    return unseen(meta, status.getObservedGeneration())
        || updated < count(spec.getReplicas(), 1)
        || updated < count(status.getReplicas(), 0)
        || PodView.list(status.getConditions()).stream().anyMatch(Rollouts::progressing);
  }

  static boolean underway(V1ObjectMeta meta, V1StatefulSetSpec spec, V1StatefulSetStatus status) {
    var strategy = spec.getUpdateStrategy();
    if (unseen(meta, status.getObservedGeneration())) {
      return true;
    }
    if (strategy != null && ON_DELETE.equals(strategy.getType())) {
      return false;
    }
    boolean newer = !Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int held = rolling == null ? 0 : count(rolling.getPartition(), 0);
    int due = count(spec.getReplicas(), 1) - held;
    return newer && (held == 0 || count(status.getUpdatedReplicas(), 0) < due);
  }

  static boolean underway(V1ObjectMeta meta, V1DaemonSetSpec spec, V1DaemonSetStatus status) {
    var strategy = spec.getUpdateStrategy();
    boolean rolls = strategy == null || !ON_DELETE.equals(strategy.getType());
    int updated = count(status.getUpdatedNumberScheduled(), 0);
    return unseen(meta, status.getObservedGeneration())
        || (rolls && updated < count(status.getDesiredNumberScheduled(), 0));
  }

  /** The new pods are all there, and have not been available together yet. */
  private static boolean progressing(V1DeploymentCondition condition) {
    return "Progressing".equals(condition.getType())
        && "True".equals(condition.getStatus())
        && !"NewReplicaSetAvailable".equals(condition.getReason());
  }
}
