package io.selfheal.triage.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Of the corpus what depends on no load; {@code CorpusThreadsIT} has it all. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.selfheal.triage.corpus.Score#javaHomes")
class CorpusThreadsTest {
  @Parameter Path javaHome;
  @TempDir Path folder;

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
  }

  @Test
  void a_deadlock_of_a_real_jvm_is_named() throws IOException, InterruptedException {
    check(ThreadCases.DEADLOCK);
  }

  @Test
  void a_pool_that_waits_for_a_peer_is_named() throws IOException, InterruptedException {
    check(ThreadCases.SLOW_CALL);
  }

  private void check(CorpusCase program) throws IOException, InterruptedException {
    Score score = ThreadScore.of(program, javaHome, folder);
    assertTrue(score.named(), score.sick()::toString);
    assertTrue(score.quiet(), score.healthy()::toString);
  }
}
