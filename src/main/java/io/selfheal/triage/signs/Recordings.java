package io.selfheal.triage.signs;

import io.selfheal.triage.Figures;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Specimens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a flight recording, as much of it as the first answer may wait for.
 *
 * @param events at most
 * @param time at most
 */
record Recordings(long events, Duration time) {
  static final Recordings DEFAULTS = new Recordings(500_000, Duration.ofMillis(1_500));

  PartialDiagnosis of(Specimen recording) throws IOException {
    if (Specimens.compressed(recording.file())) {
      return PartialDiagnosis.of(List.of(), List.of(compressed(recording)));
    }
    RecordingSigns signs = new RecordingSigns();
    long deadline = System.nanoTime() + time.toNanos();
    long read = 0;
    try (RecordingFile file = new RecordingFile(recording.file())) {
      while (file.hasMoreEvents() && read < events && System.nanoTime() < deadline) {
        signs.accept(file.readEvent());
        read++;
      }
      return PartialDiagnosis.of(
          signs.findings(recording.name()),
          file.hasMoreEvents() ? List.of(rest(recording, read)) : List.of());
    }
  }

  private static String compressed(Specimen recording) {
    return "Cannot read %s: a recording is read as it is; unpack it first"
        .formatted(recording.name());
  }

  private static String rest(Specimen recording, long read) {
    return "Of %s only the first %s events were read; JDK Mission Control shows all of them"
        .formatted(recording.name(), Figures.count(read));
  }
}
