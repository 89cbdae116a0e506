package io.selfheal.evidence.cluster;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Provenance;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.LogRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes what the API server has of a pod; nothing runs in the pod for it. */
public final class ClusterEvidence implements EvidenceSource {
  private final Cluster cluster;
  private final LogConfig logs;
  private final Capture capture;
  private final Clock clock;

  public ClusterEvidence(Cluster cluster, Spool spool, LogConfig logs, Clock clock) {
    this.cluster = cluster;
    this.logs = logs;
    this.capture = new Capture(cluster, spool, clock);
    this.clock = clock;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException {
    CaptureOrder order = new CaptureOrder(target, wanted, incidentId);
    Provenance how = new Provenance(clock.instant(), List.of(request(order)), Optional.empty());
    Artefact artefact = capture.take(order, order.fileNames().get(0), extraction(order));
    return List.of(artefact.madeBy(how));
  }

  private String request(CaptureOrder order) {
    return Requests.line(order.kind(), order.target(), logs.lines());
  }

  private Extraction extraction(CaptureOrder order) {
    JvmTarget target = order.target();
    return switch (order.kind()) {
      case POD -> new DocumentExtraction(new PodState(cluster, target));
      case EVENTS -> new DocumentExtraction(new PodEvents(cluster, target));
      case CONTAINER_METRICS -> new DocumentExtraction(new ContainerMetrics(cluster, target));
      case LOG -> log(target, LogRequest.Run.CURRENT);
      case PREVIOUS_LOG -> log(target, LogRequest.Run.PREVIOUS);
      case THREAD_DUMP,
          CLASS_HISTOGRAM,
          VM_INFO,
          VM_FLAGS,
          NATIVE_MEMORY,
          CRASH_LOG,
          FLIGHT_RECORDING,
          CRASH_HEAP_DUMP,
          HEAP_DUMP,
          MANIFEST,
          REPORT ->
          throw new IllegalArgumentException("No API server has a " + order.kind().slug());
    };
  }

  private Extraction log(JvmTarget target, LogRequest.Run run) {
    LogRequest request =
        new LogRequest(target.pod(), target.container(), run, logs.lines(), logs.timeout());
    return new LogExtraction(cluster, request);
  }
}
