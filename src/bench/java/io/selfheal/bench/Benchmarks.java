package io.selfheal.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmark that is named, or several, or all of them. */
public final class Benchmarks {
  private static final String ALL = "all";
  private static final String EVIDENCE = "evidence";

  /** What is said of how fast evidence is had, and what that costs. */
  private static final List<String> OF_EVIDENCE =
      List.of("transfer", "thread-dumps", "incident", "large-dump");

  private Benchmarks() {}

  public static void main(String[] names) throws Exception {
    Map<String, Benchmark> known = known();
    String wanted = names.length == 0 ? ALL : names[0];
    List<String> chosen = chosen(wanted, known);
    Figures figures = new Figures(System.out);
    for (var entry : known.entrySet()) {
      if (chosen.contains(entry.getKey())) {
        figures.begin(entry.getKey());
        entry.getValue().run(figures);
      }
    }
  }

  private static List<String> chosen(String wanted, Map<String, Benchmark> known) {
    if (wanted.equals(ALL)) {
      return List.copyOf(known.keySet());
    }
    if (wanted.equals(EVIDENCE)) {
      return OF_EVIDENCE;
    }
    if (known.containsKey(wanted)) {
      return List.of(wanted);
    }
    throw new IllegalArgumentException(
        "Cannot run benchmark %s: there is none; name %s, %s or one of %s"
            .formatted(wanted, ALL, EVIDENCE, known.keySet()));
  }

  private static Map<String, Benchmark> known() {
    Map<String, Benchmark> known = new LinkedHashMap<>();
    known.put("start", new StartBenchmark());
    known.put("webhook", new WebhookBenchmark(false));
    known.put("postgresql", new WebhookBenchmark(true));
    known.put("transfer", new TransferBenchmark());
    known.put("memory", new MemoryBenchmark());
    known.put("thread-dumps", new ThreadDumpBenchmark());
    known.put("first-findings", new FirstFindingsBenchmark());
    known.put("incident", new IncidentBenchmark());
    known.put("large-dump", new LargeDumpBenchmark());
    known.put("heap-triage", new HeapTriageBenchmark());
    return known;
  }
}
