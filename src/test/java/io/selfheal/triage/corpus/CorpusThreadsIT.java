package io.selfheal.triage.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mvn -Pcorpus verify}; the score goes into {@code target/corpus-threads.md}. */
class CorpusThreadsIT {
  private static final Path SCORE = Path.of("target/corpus-threads.md");

  @TempDir Path folder;

  @BeforeAll
  static void begin() throws IOException {
    Files.writeString(
        SCORE, "| case | JVM | sick | healthy | first finding |\n|---|---|---|---|---|\n");
  }

  static Stream<Arguments> all() {
    return inEachJvm(ThreadCases.all());
  }

  static Stream<Arguments> healthy() {
    return inEachJvm(ThreadCases.healthy());
  }

  private static Stream<Arguments> inEachJvm(List<CorpusCase> programs) {
    return Score.javaHomes()
        .flatMap(
            home ->
                programs.stream()
                    .filter(program -> program.oldest() <= Score.jdk(home))
                    .map(program -> Arguments.of(program.name(), program, home)));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("healthy")
  void a_service_without_fault_is_not_accused(String name, CorpusCase program, Path home)
      throws IOException, InterruptedException {
    Score score = ThreadScore.of(program, home, folder);
    assertTrue(score.quiet(), score.healthy()::toString);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("all")
  void the_culprit_is_named_and_its_twin_is_not_accused(String name, CorpusCase program, Path home)
      throws IOException, InterruptedException {
    Score score = ThreadScore.of(program, home, folder);
    Files.writeString(SCORE, score.row() + "\n", StandardOpenOption.APPEND);
    assertAll(
        name,
        () -> assertTrue(score.named(), score.sick()::toString),
        () -> assertTrue(score.quiet(), score.healthy()::toString));
  }
}
