package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real dumps, of a small JVM that this test starts, in a real JVM that analyses them. */
class HeapTriageTest {
  private static final String CANARY = "canary-Secret-4711-of-a-customer";
  private static final HeapLimits AMPLE = new HeapLimits(256L << 20, Duration.ofMinutes(10));

  @TempDir static Path folder;
  private static byte[] dump;

  /** The JVM whose heap is dumped: it knows a secret in a string, an array, and a thread's name. */
  static final class Patient {
    static final char[][] KEPT = new char[4_000][];

    private Patient() {}

    public static void main(String[] args) throws Exception {
      for (int i = 0; i < KEPT.length; i++) {
        KEPT[i] = Arrays.copyOf((CANARY + i).toCharArray(), 2_000);
      }
      Thread.currentThread().setName("worker " + CANARY + "@example.com");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(args[0], true);
    }
  }

  @BeforeAll
  static void takeDump() throws Exception {
    Path file = folder.resolve("patient.hprof");
    Process patient =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Patient.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("patient.out").toFile())
            .start();
    assertEquals(0, patient.waitFor());
    dump = Files.readAllBytes(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hprof", "hprof.gz", "hprof.zst"})
  void the_holder_is_named_however_the_dump_is_compressed(String form) throws Exception {
    PartialDiagnosis diagnosis = new HeapTriage(AMPLE).of(specimen(form, dump));
    assertEquals(List.of(), diagnosis.unread());
    String first = diagnosis.findings().get(0).sentence();
    assertTrue(first.startsWith("`HeapTriageTest$Patient.KEPT` (a static char[][])"), first);
    assertTrue(diagnosis.retained().orElseThrow().bytes() > 15_000_000);
  }

  @Test
  void no_value_leaves_the_dump() throws Exception {
    PartialDiagnosis diagnosis = new HeapTriage(AMPLE).of(specimen("values.hprof", dump));
    assertFalse(diagnosis.toString().contains("canary"), diagnosis::toString);
    PartialDiagnosis quick = HistogramTriage.of(specimen("values.hprof", dump));
    assertFalse(quick.toString().contains("canary"), quick::toString);
    assertTrue(new String(dump, StandardCharsets.ISO_8859_1).contains(CANARY), "it is in the dump");
  }

  @Test
  void what_does_not_fit_is_said_to_be_too_big() throws Exception {
    HeapLimits small = new HeapLimits(16L << 20, AMPLE.deadline());
    PartialDiagnosis diagnosis = new HeapTriage(small).of(specimen("big.hprof", dump));
    assertTrue(
        diagnosis.unread().get(0).startsWith("big.hprof is too big for 1"),
        diagnosis.unread()::toString);
    assertEquals(Optional.empty(), diagnosis.retained());
  }

  @Test
  void what_takes_too_long_is_ended_and_said() throws Exception {
    HeapLimits hurried = new HeapLimits(AMPLE.childMemoryBytes(), Duration.ofMillis(1));
    PartialDiagnosis diagnosis = new HeapTriage(hurried).of(specimen("late.hprof", dump));
    assertEquals(
        List.of("late.hprof was not analysed within 0 s, histogram only"), diagnosis.unread());
    assertEquals(0, ProcessHandle.current().descendants().filter(HeapTriageTest::analyses).count());
  }

  @Test
  void a_dump_that_was_cut_is_said_to_be() throws Exception {
    byte[] cut = Arrays.copyOf(dump, dump.length / 2);
    PartialDiagnosis diagnosis = new HeapTriage(AMPLE).of(specimen("cut.hprof", cut));
    String unread = diagnosis.unread().get(0);
    assertTrue(
        unread.matches(
            "cut\\.hprof: Cannot read the heap dump: near byte \\d+ it ends in the middle"),
        unread);
  }

  @Test
  void a_file_that_is_not_there_is_no_exception() throws Exception {
    Specimen nowhere =
        new Specimen(ArtefactKind.HEAP_DUMP, "gone.hprof", folder.resolve("gone.hprof"));
    assertEquals(1, new HeapTriage(AMPLE).of(nowhere).unread().size());
  }

  private static boolean analyses(ProcessHandle process) {
    return process.isAlive()
        && process
            .info()
            .commandLine()
            .filter(line -> line.contains(HeapAnalysisProcess.class.getName()))
            .isPresent();
  }

  private static Specimen specimen(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    if (name.endsWith(".zst")) {
      Files.write(file, Zstd.compress(bytes));
    } else if (name.endsWith(".gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, bytes);
    }
    return new Specimen(ArtefactKind.HEAP_DUMP, name, file);
  }
}
