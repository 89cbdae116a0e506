package io.selfheal.bench;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a heap of 4 GB costs the responder, beside one of 340 MB: its largest memory and its
 * processor time for a gigabyte, until the dump is verified in the spool, and until the store has
 * it.
 */
final class LargeDumpBenchmark implements Benchmark {
  private static final String CAPTURE = "[heap-dump]";
  private static final int CAPTURES = Integer.getInteger("bench.captures", Quick.mode() ? 1 : 2);

  /** So many of the small one, one after another: what grows by the byte has grown then too. */
  private static final int SMALL_CAPTURES = Quick.mode() ? 1 : 3 * CAPTURES;

  private static final int SMALL = Integer.getInteger("bench.small", Quick.mode() ? 64 : 340);
  private static final int LARGE = Integer.getInteger("bench.large", Quick.mode() ? 200 : 3_900);
  private static final double GIGA = 1e9;

  /** How dumps are taken. */
  private enum Way {
    /** First: its size is that which all are counted by. */
    PLAIN("compressBelow: 0B, zstd: false"),
    ZSTD("compressBelow: 0B"),
    /** By the JVM, where the link is slow enough for it. */
    EITHER("compressBelow: 64GiB");

    private final String keys;

    Way(String keys) {
      this.keys = keys;
    }

    String section() {
      return "capture: { " + keys + " }\n";
    }
  }

  @Override
  public void run(Figures figures) throws Exception {
    Map<Way, Double> small = peaks(figures, SMALL, SMALL_CAPTURES);
    Map<Way, Double> large = peaks(figures, LARGE, CAPTURES);
    for (Way way : Way.values()) {
      figures.say(
          "%s: largest memory for the large dump / for the small one: %.2f",
          way, large.get(way) / small.get(way));
    }
  }

  /** In MiB. */
  private static Map<Way, Double> peaks(Figures figures, int megabytes, int captures)
      throws Exception {
    Map<Way, Double> peaks = new EnumMap<>(Way.class);
    try (Patient patient = Patient.admit(megabytes)) {
      double gigabytes = 0;
      for (Way way : Way.values()) {
        try (Evidence evidence = Evidence.keeping(CAPTURE, way.section())) {
          for (int i = 0; i < captures; i++) {
            Quiet.await();
            Capture capture = capture(evidence, patient);
            gigabytes = way == Way.PLAIN ? capture.gigabytes : gigabytes;
            figures.say("heap of %d MB, %s: %s", megabytes, way, capture.text(gigabytes));
            peaks.merge(way, capture.peak, Math::max);
          }
        }
      }
    }
    return peaks;
  }

  private static Capture capture(Evidence evidence, Patient patient) throws Exception {
    Memory memory = evidence.memory();
    double idle = memory.residentMebibytes();
    memory.resetPeak();
    double before = memory.processorSeconds();
    Instant sent = evidence.alert(patient);
    AuditTrail.Entry taken = evidence.audit().await("evidence-recorded", 1);
    double spooled = memory.processorSeconds();
    evidence.settle();
    return new Capture(
        taken.bytes() / GIGA,
        Seconds.between(sent, taken.at()),
        idle,
        memory.peakMebibytes(),
        spooled - before,
        memory.processorSeconds() - before);
  }

  /**
   * One capture.
   *
   * @param gigabytes that came over
   * @param seconds from the alert until they were verified
   * @param idle mebibytes before
   * @param peak mebibytes at most
   * @param spooling processor seconds until they were verified
   * @param storing processor seconds until the store had them, the others included
   */
  private record Capture(
      double gigabytes, double seconds, double idle, double peak, double spooling, double storing) {

    String text(double plainGigabytes) {
      return "%.2f GB came as %.2f GB in %.1f s; peak %.0f MiB, %.0f MiB before; processor %.2f s per GB into the spool, %.2f s with the store"
          .formatted(
              plainGigabytes,
              gigabytes,
              seconds,
              peak,
              idle,
              spooling / plainGigabytes,
              storing / plainGigabytes);
    }
  }
}
