package io.selfheal.triage.threads;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.StackNode;
import io.selfheal.triage.threads.dump.DumpReader;
import io.selfheal.triage.threads.dump.ParsedDumps;
import io.selfheal.triage.threads.dump.ThreadDump;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads thread dumps of one JVM, and names the threads and the code that people should look at. */
public final class ThreadTriage {
  /** More nobody reads. */
  private static final int MOST = 20;

  private static final Comparator<ThreadDump> AS_TAKEN =
      Comparator.comparing(
          (ThreadDump dump) -> dump.time().orElse(null),
          Comparator.nullsLast(Comparator.naturalOrder()));

  private ThreadTriage() {}

  /** Never throws because of what is in a file: that is among what was not read. */
  public static PartialDiagnosis of(List<Specimen> dumps) {
    List<String> unread = new ArrayList<>();
    List<ThreadDump> read =
        dumps.stream()
            .filter(dump -> dump.kind() == ArtefactKind.THREAD_DUMP)
            .sorted(Comparator.comparing(Specimen::name))
            .flatMap(dump -> read(dump, unread))
            .sorted(AS_TAKEN)
            .toList();
    return new PartialDiagnosis(
        findings(read), stacks(read), Optional.empty(), Optional.empty(), unread);
  }

  /** Of dumps that were read, in the order in which they were taken. */
  static List<Finding> findings(List<ThreadDump> dumps) {
    List<Finding> findings = new ArrayList<>();
    series(dumps, ThreadDump.Form.PRINTED).map(Analyses::of).ifPresent(findings::addAll);
    series(dumps, ThreadDump.Form.TO_FILE)
        .map(Analyses::of)
        .ifPresent(
            more -> more.stream().filter(found -> isNew(found, findings)).forEach(findings::add));
    return findings.stream()
        .sorted(Comparator.comparingInt(Finding::confidence).reversed())
        .limit(MOST)
        .toList();
  }

  private static boolean isNew(Finding found, List<Finding> findings) {
    return findings.stream()
        .noneMatch(
            known -> known.fault() == found.fault() && known.confidence() >= found.confidence());
  }

  private static Optional<Series> series(List<ThreadDump> dumps, ThreadDump.Form form) {
    List<ThreadDump> such = dumps.stream().filter(dump -> dump.form() == form).toList();
    return such.isEmpty() ? Optional.empty() : Optional.of(Series.of(such));
  }

  private static Optional<StackNode> stacks(List<ThreadDump> dumps) {
    return dumps.stream()
        .filter(dump -> dump.form() == ThreadDump.Form.PRINTED)
        .reduce((earlier, later) -> later)
        .or(() -> dumps.stream().reduce((earlier, later) -> later))
        .map(Flames::of);
  }

  private static Stream<ThreadDump> read(Specimen dump, List<String> unread) {
    ParsedDumps parsed = DumpReader.read(dump.name(), dump.file());
    parsed.problem().ifPresent(problem -> unread.add(dump.name() + ": " + problem));
    return parsed.dumps().stream();
  }
}
