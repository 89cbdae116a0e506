package io.selfheal.evidence.capture;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import java.time.Duration;
import java.util.List;

/** One kind of evidence, wanted for one incident, and the names of its files. */
public record CaptureOrder(JvmTarget target, ArtefactKind kind, String incidentId) {
  public CaptureOrder {
    if (!incidentId.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new IllegalArgumentException("Cannot name files after incident id " + incidentId);
    }
  }

  public List<String> fileNames() {
    return switch (kind) {
      case POD -> List.of("pod.yaml");
      case EVENTS -> List.of("events.txt");
      case LOG -> List.of("log.txt");
      case PREVIOUS_LOG -> List.of("previous-log.txt");
      case CONTAINER_METRICS -> List.of("container-metrics.yaml");
      case THREAD_DUMP -> List.of("thread-dump-1.txt", "thread-dump-2.txt");
      case CLASS_HISTOGRAM -> List.of("class-histogram.txt");
      case HEAP_DUMP -> List.of("heap-dump.hprof");
    };
  }

  public List<String> fileNames(String suffix) {
    return fileNames().stream().map(name -> name + suffix).toList();
  }

  /** The same for each attempt, so that the next one finds what an aborted one left. */
  public String podPath(String folder) {
    return folder + "/self-heal-" + incidentId + ".hprof";
  }

  Artefact verified(String fileName, Received received, Duration took) {
    return Artefact.verified(
        kind,
        fileName,
        new Artefact.Content(received.bytes(), received.sha256(), received.verification(), took));
  }

  public Artefact failed(String fileName, CaptureFailure failure) {
    String sentence =
        "Cannot take the %s of %s: %s".formatted(wanted(), target.pod(), failure.getMessage());
    return Artefact.failed(kind, fileName, new Artefact.Failure(failure.reason(), sentence));
  }

  private String wanted() {
    return kind.slug().replace('-', ' ');
  }
}
