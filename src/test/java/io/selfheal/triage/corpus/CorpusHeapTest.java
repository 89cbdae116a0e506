package io.selfheal.triage.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.triage.Specimen;
import io.selfheal.triage.heap.HeapHistogram;
import io.selfheal.triage.heap.HistogramTriage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A heap of the corpus, on real JVMs, as counted by us and by them. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.selfheal.triage.corpus.Score#javaHomes")
class CorpusHeapTest {
  private static final String ORDER = "io.selfheal.triage.corpus.StaticMapLeak$Order";

  @Parameter Path javaHome;
  @TempDir Path folder;

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs Linux");
  }

  @Test
  void a_dump_has_the_counts_and_the_bytes_that_the_jvm_tells_itself()
      throws IOException, InterruptedException {
    try (CorpusRun run =
        CorpusRun.start(of("StaticMapLeak"), CorpusProgram.SICK, javaHome, folder)) {
      List<Specimen> evidence = run.evidence();
      HeapHistogram told = HistogramTriage.histogram(evidence.get(2));
      HeapHistogram counted = HistogramTriage.histogram(evidence.get(3));
      for (String name : List.of(ORDER, "java.lang.Long", "java.util.ImmutableCollections$ListN")) {
        assertEquals(told.of(name), counted.of(name));
      }
      assertTrue(
          Math.abs(told.bytes() - counted.bytes()) < told.bytes() / 50,
          told.bytes() + " and " + counted.bytes());
    }
  }

  private static CorpusCase of(String name) {
    return HeapCases.ALL.stream()
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
