package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What reads some kinds of evidence. */
public record Part(Set<ArtefactKind> kinds, Reading reading) {
  /** The work itself, on those specimens that are of its kinds; there is at least one. */
  public interface Reading {
    /**
     * @throws IOException when none of them can be read
     */
    Readings of(List<Specimen> specimens) throws IOException, InterruptedException;
  }

  /**
   * What one part knows.
   *
   * @param unread a sentence each, which begins with the file's name, or {@code Cannot read NAME:}
   */
  public record Readings(
      List<Finding> findings,
      Optional<StackNode> stacks,
      Optional<SizeNode> classes,
      Optional<SizeNode> retained,
      List<String> unread) {
    public Readings {
      findings = List.copyOf(findings);
      unread = List.copyOf(unread);
    }

    /** Whether there is neither a finding nor a picture. */
    boolean nothing() {
      return findings.isEmpty() && stacks.isEmpty() && classes.isEmpty() && retained.isEmpty();
    }

    /** Of what there is no picture. */
    static Readings of(List<Finding> findings, List<String> unread) {
      return new Readings(findings, Optional.empty(), Optional.empty(), Optional.empty(), unread);
    }
  }

  public Part {
    kinds = EnumSet.copyOf(kinds);
  }

  List<Specimen> mine(List<Specimen> specimens) {
    return specimens.stream().filter(specimen -> kinds.contains(specimen.kind())).toList();
  }

  /** Whatever a file does to its parser, the others are still read. */
  Readings read(List<Specimen> mine) throws InterruptedException {
    try {
      return reading.of(mine);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(mine, e);
    }
  }

  /** Its message may quote what it could not read, so that only its class is told. */
  private Readings failed(List<Specimen> mine, Throwable why) {
    List<String> unread = new ArrayList<>();
    for (Specimen specimen : mine) {
      unread.add("Cannot read %s: %s".formatted(specimen.name(), why.getClass().getSimpleName()));
    }
    return Readings.of(List.of(), unread);
  }
}
