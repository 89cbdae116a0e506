package io.selfheal.triage.corpus;

import io.selfheal.triage.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the evidence of a program and of its healthy twin says. */
record Score(CorpusCase program, String jdk, List<Finding> sick, List<Finding> healthy) {
  private static final Path NEWER = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");

  /** How the evidence of a program that runs is read. */
  interface Reading {
    List<Finding> of(CorpusRun run) throws IOException, InterruptedException;
  }

  /** The JDK that runs the tests, and the newer one where the machine has it. */
  static Stream<Path> javaHomes() {
    return Stream.of(Path.of(System.getProperty("java.home")), NEWER)
        .filter(home -> Files.isExecutable(home.resolve("bin/jcmd")));
  }

  static int jdk(Path home) {
    return home.equals(NEWER) ? 25 : Runtime.version().feature();
  }

  static Score of(CorpusCase program, Path home, Path folder, Reading reading)
      throws IOException, InterruptedException {
    return new Score(
        program,
        "JDK " + jdk(home),
        findings(program, CorpusProgram.SICK, home, folder.resolve("sick"), reading),
        findings(program, CorpusProgram.HEALTHY, home, folder.resolve("healthy"), reading));
  }

  private static List<Finding> findings(
      CorpusCase program, String variant, Path home, Path folder, Reading reading)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (CorpusRun run = CorpusRun.start(program, variant, home, folder)) {
      return reading.of(run);
    }
  }

  boolean named() {
    return !sick.isEmpty() && program.culprit().matcher(sick.get(0).sentence()).find();
  }

  boolean quiet() {
    return healthy.stream().noneMatch(Finding::conclusive);
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
