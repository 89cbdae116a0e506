package io.selfheal.bench;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.heap.HeapLimits;
import io.selfheal.triage.heap.HeapTriage;
import io.selfheal.triage.heap.HistogramTriage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How fast a heap dump is counted by class, in this JVM of 256 MiB, and how long it takes to find
 * out who holds what, in one of its own.
 */
final class HeapTriageBenchmark implements Benchmark {
  private static final int ROUNDS = Quick.mode() ? 1 : 5;
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;
  private static final long MIB = 1 << 20;

  /**
   * @param orders some 980 bytes of dump each
   * @param memory of the JVM that analyses, in MiB
   */
  private record Size(int orders, long memory) {}

  private static final List<Size> SIZES =
      Quick.mode()
          ? List.of(new Size(50_000, 128))
          : List.of(new Size(808_000, 512), new Size(4_000_000, 2_048));

  @Override
  public void run(Figures figures) throws Exception {
    for (Size size : SIZES) {
      try (Scratch scratch = Scratch.create()) {
        Path dump = scratch.folder().resolve("heap-dump.hprof");
        fill(dump, size.orders());
        Specimen specimen = new Specimen(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", dump);
        count(figures, specimen);
        analyse(figures, specimen, size.memory());
      }
    }
  }

  private static void fill(Path dump, int orders) throws Exception {
    Command.seconds(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + (256 + orders / 1_000) + "m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            FilledHeap.class.getName(),
            dump.toString(),
            Integer.toString(orders)));
  }

  private static void count(Figures figures, Specimen dump) throws Exception {
    double megabytes = Files.size(dump.file()) / MEGA;
    var threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < ROUNDS; i++) {
      Quiet.await();
      long begun = System.nanoTime();
      long processor = threads.getCurrentThreadCpuTime();
      PartialDiagnosis diagnosis = HistogramTriage.of(dump);
      double seconds = Seconds.since(begun);
      double busy = (threads.getCurrentThreadCpuTime() - processor) / NANOS;
      figures.say(
          "counted %.0f MB, %,d objects, in %.2f s: %.0f MB/s; %.0f MB for each second of"
              + " processor",
          megabytes,
          diagnosis.classes().orElseThrow().instances(),
          seconds,
          megabytes / seconds,
          megabytes / busy);
    }
  }

  private static void analyse(Figures figures, Specimen dump, long memory) throws Exception {
    Quiet.await();
    long begun = System.nanoTime();
    PartialDiagnosis diagnosis = new HeapTriage(new HeapLimits(memory * MIB, DEADLINE)).of(dump);
    figures.say(
        "analysed %.0f MB with %d MiB in %.1f s: %s",
        Files.size(dump.file()) / MEGA,
        memory,
        Seconds.since(begun),
        diagnosis.findings().isEmpty()
            ? diagnosis.unread()
            : diagnosis.findings().get(0).sentence());
  }
}
