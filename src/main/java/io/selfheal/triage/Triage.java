package io.selfheal.triage;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.signs.SignTriage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the evidence of an incident, and says what is wrong. A file that cannot be read is a
 * sentence, and never keeps another from being read.
 */
public final class Triage {
  /** What the signs are read from. */
  private static final Set<ArtefactKind> SIGNS =
      EnumSet.complementOf(
          EnumSet.of(
              ArtefactKind.THREAD_DUMP,
              ArtefactKind.CLASS_HISTOGRAM,
              ArtefactKind.CRASH_HEAP_DUMP,
              ArtefactKind.HEAP_DUMP,
              ArtefactKind.MANIFEST,
              ArtefactKind.REPORT));

  private final List<Part> quick;
  private final List<Part> thorough;

  /**
   * The signs are read in any case.
   *
   * @param quick those that take a second or two, in this process
   * @param slow those that take as long as a heap dump is large
   */
  public Triage(List<Part> quick, List<Part> slow) {
    this.quick = List.copyOf(quick);
    this.thorough = Stream.concat(quick.stream(), slow.stream()).toList();
  }

  /**
   * All that there is.
   *
   * @param memory of the JVM that reads a heap dump, in bytes
   * @param deadline for a heap dump
   */
  public static Triage standard(long memory, Duration deadline) {
    return new Triage(StandardParts.quick(), StandardParts.slow(memory, deadline));
  }

  /** What can be said at once. */
  public Diagnosis quick(List<Specimen> specimens) throws InterruptedException {
    return read(quick, specimens);
  }

  /** All that can be said. */
  public Diagnosis thorough(List<Specimen> specimens) throws InterruptedException {
    return read(thorough, specimens);
  }

  /** They also count the threads of a dump that another part reads. */
  private static Part signs(List<Specimen> all) {
    return new Part(SIGNS, mine -> SignTriage.of(all));
  }

  private static Diagnosis read(List<Part> parts, List<Specimen> specimens)
      throws InterruptedException {
    Collected all = new Collected();
    for (Part part : parts) {
      all.add(part, specimens);
      stopWhereInterrupted();
    }
    all.add(signs(specimens), specimens);
    stopWhereInterrupted();
    return all.diagnosis().masked();
  }

  /** A file that was closed by an interruption looks as if it could not be read. */
  private static void stopWhereInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted while evidence was read");
    }
  }

  /** What the parts said; of two pictures of the same the later one is the better. */
  private static final class Collected {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private Optional<StackNode> stacks = Optional.empty();
    private Optional<SizeNode> classes = Optional.empty();
    private Optional<SizeNode> retained = Optional.empty();

    void add(Part part, List<Specimen> specimens) throws InterruptedException {
      List<Specimen> mine = part.mine(specimens);
      if (!mine.isEmpty()) {
        unread.addAll(part.leftOut(specimens));
        add(mine, part.read(mine));
      }
    }

    private void add(List<Specimen> mine, PartialDiagnosis found) {
      findings.addAll(found.findings());
      unread.addAll(found.unread());
      mine.stream().map(Specimen::name).filter(name -> wasRead(name, found)).forEach(read::add);
      stacks = found.stacks().or(() -> stacks);
      classes = found.classes().or(() -> classes);
      retained = found.retained().or(() -> retained);
    }

    Diagnosis diagnosis() {
      return new Diagnosis(
          Ranking.of(findings), stacks, classes, retained, List.copyOf(read), List.copyOf(unread));
    }

    /** A part that has anything to say has read its files, if not to their ends. */
    private static boolean wasRead(String name, PartialDiagnosis found) {
      return !found.nothing()
          || found.unread().stream()
              .noneMatch(
                  sentence ->
                      sentence.startsWith(name + " ")
                          || sentence.startsWith(name + ":")
                          || sentence.startsWith("Cannot read " + name + ":"));
    }
  }
}
