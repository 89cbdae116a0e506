package io.selfheal.evidence.capture;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** One kind of evidence, wanted for one incident, and the names of its files. */
public record CaptureOrder(JvmTarget target, Wanted wanted, String incidentId) {
  public CaptureOrder {
    if (!incidentId.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new IllegalArgumentException("Cannot name files after incident id " + incidentId);
    }
  }

  public ArtefactKind kind() {
    return wanted.kind();
  }

  public List<String> fileNames() {
    return switch (kind()) {
      case POD, CONTAINER_METRICS -> List.of(kind().slug() + ".yaml");
      case EVENTS,
          LOG,
          PREVIOUS_LOG,
          CLASS_HISTOGRAM,
          VM_INFO,
          VM_FLAGS,
          NATIVE_MEMORY,
          CRASH_LOG ->
          List.of(kind().slug() + ".txt");
      case THREAD_DUMP ->
          IntStream.rangeClosed(1, wanted.extent().count())
              .mapToObj(number -> "thread-dump-" + number + ".txt")
              .toList();
      case FLIGHT_RECORDING -> List.of("flight-recording.jfr");
      case CRASH_HEAP_DUMP -> List.of("crash-heap-dump.hprof");
      case HEAP_DUMP -> List.of("heap-dump.hprof");
      case MANIFEST -> List.of("manifest.json");
      case REPORT -> List.of("report.html", "triage.json");
    };
  }

  public List<String> fileNames(String suffix) {
    return fileNames().stream().map(name -> name + suffix).toList();
  }

  /** The same for each attempt, so that the next one finds what an aborted one left. */
  public String podPath(String folder) {
    return folder + "/self-heal-" + incidentId + suffix(fileNames().get(0));
  }

  Artefact verified(String fileName, Received received, Duration took) {
    return Artefact.verified(
        kind(),
        fileName,
        new Artefact.Content(
            received.bytes(),
            received.sha256(),
            received.verification(),
            took,
            received.original()));
  }

  public Artefact failed(String fileName, CaptureFailure failure) {
    String sentence =
        "Cannot take the %s of %s: %s".formatted(words(), target.pod(), failure.getMessage());
    return Artefact.failed(kind(), fileName, new Artefact.Failure(failure.reason(), sentence));
  }

  private String words() {
    return kind().slug().replace('-', ' ');
  }

  private static String suffix(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.'));
  }
}
