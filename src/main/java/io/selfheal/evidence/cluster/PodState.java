package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;

/** The pod's specification and status as YAML, without what may be secret in it. */
record PodState(Cluster cluster, JvmTarget target) implements DocumentExtraction.Document {
  @Override
  public String text() throws ClusterException, CaptureFailure {
    ObjectNode pod = Documents.read(cluster.podDocument(target.pod()));
    if (!pod.at("/metadata/uid").asText().equals(target.pod().uid())) {
      throw new CaptureFailure(
          FailureReason.TARGET_CHANGED,
          "another pod has its name by now; the next alert will name the present one");
    }
    Documents.dropManagedFields(pod);
    PodSecrets.mask(pod);
    return Documents.yaml(pod);
  }
}
