package io.selfheal.triage.corpus;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Verdict;
import io.selfheal.triage.heap.HeapDiagnosis;
import io.selfheal.triage.heap.HeapLimits;
import io.selfheal.triage.heap.HeapTriage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the heap dumps of a program and of its healthy twin say. */
record HeapScore(CorpusCase program, String jdk, List<Finding> sick, List<Finding> healthy) {
  /** From there on a finding is believed. */
  private static final int SURE = 50;

  private static final Path NEWER = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");
  private static final HeapTriage TRIAGE =
      new HeapTriage(new HeapLimits(256L << 20, Duration.ofMinutes(10)));

  /** The JDK that runs the tests, and the newer one where the machine has it. */
  static Stream<Path> javaHomes() {
    return Stream.of(Path.of(System.getProperty("java.home")), NEWER)
        .filter(home -> Files.isExecutable(home.resolve("bin/jcmd")));
  }

  static int jdk(Path home) {
    return home.equals(NEWER) ? 25 : Runtime.version().feature();
  }

  static HeapScore of(CorpusCase program, Path home, Path folder)
      throws IOException, InterruptedException {
    return new HeapScore(
        program,
        "JDK " + jdk(home),
        findings(program, CorpusProgram.SICK, home, folder.resolve("sick")),
        findings(program, CorpusProgram.HEALTHY, home, folder.resolve("healthy")));
  }

  private static List<Finding> findings(CorpusCase program, String variant, Path home, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (CorpusRun run = CorpusRun.start(program, variant, home, folder)) {
      Specimen dump =
          run.evidence().stream()
              .filter(found -> found.kind() == ArtefactKind.HEAP_DUMP)
              .findFirst()
              .orElseThrow();
      HeapDiagnosis diagnosis = TRIAGE.of(dump);
      Files.delete(dump.file());
      if (!diagnosis.unread().isEmpty()) {
        throw new IOException(diagnosis.unread().toString());
      }
      return new Verdict(diagnosis.findings()).findings();
    }
  }

  boolean named() {
    return !sick.isEmpty() && program.culprit().matcher(sick.get(0).sentence()).find();
  }

  boolean quiet() {
    return healthy.stream().allMatch(found -> found.confidence() < SURE);
  }

  /** A row of the table in {@code docs/triage.md}. */
  String row() {
    return String.join(
        " | ",
        "| " + program.name(),
        jdk,
        named() ? "named" : "missed",
        quiet() ? "quiet" : "false alarm",
        first(sick) + " |");
  }

  private static String first(List<Finding> findings) {
    return findings.stream()
        .findFirst()
        .map(found -> found.confidence() + " %: " + found.sentence())
        .orElse("nothing");
  }
}
