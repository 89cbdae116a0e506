package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What reads some kinds of evidence.
 *
 * @param most so many of them at most, the last ones
 */
public record Part(Set<ArtefactKind> kinds, int most, Reading reading) {
  /** The work itself, on those specimens that are of its kinds; there is at least one. */
  public interface Reading {
    /**
     * @throws IOException when none of them can be read
     */
    PartialDiagnosis of(List<Specimen> specimens) throws IOException, InterruptedException;
  }

  public Part {
    kinds = EnumSet.copyOf(kinds);
  }

  /** What reads all of some kinds of evidence. */
  public Part(Set<ArtefactKind> kinds, Reading reading) {
    this(kinds, Integer.MAX_VALUE, reading);
  }

  List<Specimen> mine(List<Specimen> specimens) {
    List<Specimen> all = ofItsKinds(specimens);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Why it does not read the others. */
  List<String> leftOut(List<Specimen> specimens) {
    List<Specimen> all = ofItsKinds(specimens);
    return all.subList(0, Math.max(0, all.size() - most)).stream()
        .map(specimen -> specimen.name() + " was left out: a later one like it shows more")
        .toList();
  }

  private List<Specimen> ofItsKinds(List<Specimen> specimens) {
    return specimens.stream().filter(specimen -> kinds.contains(specimen.kind())).toList();
  }

  /** Whatever a file does to its parser, the others are still read. */
  PartialDiagnosis read(List<Specimen> mine) throws InterruptedException {
    try {
      return reading.of(mine);
    } catch (IOException
        | RuntimeException
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError e) {
      return failed(mine, e);
    }
  }

  /** Its message may quote what it could not read, so that only its class is told. */
  private PartialDiagnosis failed(List<Specimen> mine, Throwable why) {
    List<String> unread = new ArrayList<>();
    for (Specimen specimen : mine) {
      unread.add("Cannot read %s: %s".formatted(specimen.name(), why.getClass().getSimpleName()));
    }
    return PartialDiagnosis.of(List.of(), unread);
  }
}
