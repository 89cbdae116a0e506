package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code serve} occupies while it takes a heap dump out of a pod, from the alert to the copy
 * in the store, above what it occupied before.
 */
final class MemoryBenchmark implements Benchmark {
  private static final int CAPTURES = Integer.getInteger("bench.captures", 3);
  private static final int SETTLE_MILLIS = 5_000;
  private static final int POLL_MILLIS = 100;
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { priority: P0, alertname: { contains: memory } }
          capture: [heap-dump]
          then: none
          mode: capture
          limits: { cooldown: 0s }
      """;
  private static final String ALERT =
      """
      {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"priority":"P0",
       "alertname":"HighMemory%4$d","pod":"%2$s","namespace":"%1$s"},"startsAt":"%3$s"}]}
      """;

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient patient = Patient.admit();
        Scratch scratch = Scratch.create();
        Serve serve = Serve.start(scratch, RULES, Serve.LAB, Serve.DEFAULT_OPTIONS)) {
      serve.awaitReady();
      Thread.sleep(SETTLE_MILLIS);
      double idle = serve.memory().residentMebibytes();
      figures.say("idle: %.0f MiB", idle);
      for (int i = 1; i <= CAPTURES; i++) {
        serve.memory().resetPeak();
        long bytes = capture(serve, patient, scratch, i);
        double peak = serve.memory().peakMebibytes();
        figures.say(
            "capture %d of %.0f MB: peak %.0f MiB, above idle %.0f MiB",
            i, bytes / 1e6, peak, peak - idle);
      }
    }
  }

  private static long capture(Serve serve, Patient patient, Scratch scratch, int number)
      throws IOException, InterruptedException {
    String alert =
        ALERT.formatted(Patient.NAMESPACE, patient.name(), Instant.now().toString(), number);
    Http.text(serve.alert(alert));
    Path store = scratch.folder().resolve("store");
    List<Path> stored = dumps(store);
    while (stored.size() < number || serve.metric("selfheal_upload_backlog", "") > 0) {
      Thread.sleep(POLL_MILLIS);
      stored = dumps(store);
    }
    return Files.size(stored.get(0));
  }

  private static List<Path> dumps(Path store) throws IOException {
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(file -> file.toString().endsWith(".hprof.gz")).toList();
    }
  }
}
