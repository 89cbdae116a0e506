package io.selfheal.triage.heap;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.hprof.DumpFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads a class histogram, or a heap dump once, in constant memory: quick, and of little
 * confidence, for it does not know who holds what.
 */
public final class HistogramTriage {
  private static final Duration A_DAY = Duration.ofDays(1);

  private HistogramTriage() {}

  /**
   * @param specimen a class histogram as jcmd prints it, or a heap dump, compressed or not
   * @throws IOException where it cannot be read, or is damaged: the message says where
   */
  public static PartialDiagnosis of(Specimen specimen) throws IOException {
    return of(specimen, A_DAY);
  }

  /**
   * The same.
   *
   * @param deadline for a heap dump
   */
  public static PartialDiagnosis of(Specimen specimen, Duration deadline) throws IOException {
    HeapHistogram histogram = histogram(specimen, deadline);
    return new PartialDiagnosis(
        HistogramFindings.of(histogram, specimen.name()),
        Optional.empty(),
        Optional.of(PackageTree.of(histogram)),
        Optional.empty(),
        List.of());
  }

  /** By class alone. */
  public static HeapHistogram histogram(Specimen specimen) throws IOException {
    return histogram(specimen, A_DAY);
  }

  private static HeapHistogram histogram(Specimen specimen, Duration deadline) throws IOException {
    if (specimen.kind() == ArtefactKind.CLASS_HISTOGRAM) {
      return HistogramText.read(specimen.file());
    }
    HistogramPass pass = new HistogramPass();
    DumpFile.read(specimen.file(), pass, deadline);
    return pass.histogram();
  }
}
