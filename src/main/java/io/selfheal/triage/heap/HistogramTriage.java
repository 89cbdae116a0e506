package io.selfheal.triage.heap;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.hprof.DumpFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a class histogram, or a heap dump once, in constant memory: quick, and of little
 * confidence, for it does not know who holds what.
 */
public final class HistogramTriage {
  private HistogramTriage() {}

  /**
   * @param specimen a class histogram as jcmd prints it, or a heap dump, compressed or not
   * @throws IOException where it cannot be read, or is damaged: the message says where
   */
  public static HeapDiagnosis of(Specimen specimen) throws IOException {
    HeapHistogram histogram = histogram(specimen);
    return new HeapDiagnosis(
        HistogramFindings.of(histogram, specimen.name()),
        Optional.of(PackageTree.of(histogram)),
        Optional.empty(),
        List.of());
  }

  /** By class alone. */
  public static HeapHistogram histogram(Specimen specimen) throws IOException {
    if (specimen.kind() == ArtefactKind.CLASS_HISTOGRAM) {
      return HistogramText.read(specimen.file());
    }
    HistogramPass pass = new HistogramPass();
    DumpFile.read(specimen.file(), pass);
    return pass.histogram();
  }
}
