package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ClusterException.Reason;
import io.selfheal.kubernetes.Container;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the pod's containers use, as YAML. The metrics API knows pods by name only: what it measured
 * before the container started was of another one.
 */
record ContainerMetrics(Cluster cluster, JvmTarget target) implements DocumentExtraction.Document {
  private static final Set<Reason> ABSENT = EnumSet.of(Reason.NOT_FOUND, Reason.SERVER_ERROR);

  @Override
  public String text() throws ClusterException, CaptureFailure {
    ObjectNode metrics = Documents.read(answer());
    requireOurs(metrics);
    Documents.dropManagedFields(metrics);
    return Documents.yaml(metrics);
  }

  private String answer() throws ClusterException, CaptureFailure {
    try {
      return cluster.podMetrics(target.pod());
    } catch (ClusterException e) {
      if (ABSENT.contains(e.reason())) {
        throw none("the metrics API is away, or has nothing of this pod: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private void requireOurs(ObjectNode metrics) throws ClusterException, CaptureFailure {
    if (!names(metrics.path("containers"), target.container())) {
      throw none("the metrics API says nothing of container " + target.container(), null);
    }
    Instant measured = measured(metrics);
    Optional<Instant> started = started();
    if (started.isPresent() && measured.isBefore(started.get())) {
      throw none("the newest ones, of " + measured + ", are older than the container", null);
    }
  }

  private Optional<Instant> started() throws ClusterException {
    return cluster
        .pod(target.pod().namespace(), target.pod().name())
        .flatMap(pod -> pod.container(target.container()))
        .flatMap(Container::startedAt);
  }

  private static Instant measured(ObjectNode metrics) throws CaptureFailure {
    try {
      return Instant.parse(metrics.path("timestamp").asText());
    } catch (DateTimeException e) {
      throw SpoolSink.damaged("the metrics do not say of when they are");
    }
  }

  private static boolean names(JsonNode containers, String wanted) {
    for (JsonNode container : containers) {
      if (container.path("name").asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static CaptureFailure none(String why, ClusterException cause) {
    return new CaptureFailure(
        FailureReason.NO_METRICS,
        why + "; install metrics-server, or make container-metrics optional",
        cause);
  }
}
