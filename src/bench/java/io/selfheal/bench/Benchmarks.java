package io.selfheal.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmarks that are named, or all of them. */
public final class Benchmarks {
  private static final String ALL = "all";

  private Benchmarks() {}

  public static void main(String[] names) throws Exception {
    Map<String, Benchmark> known = known();
    String wanted = names.length == 0 ? ALL : names[0];
    if (!wanted.equals(ALL) && !known.containsKey(wanted)) {
      throw new IllegalArgumentException(
          "Cannot run benchmark " + wanted + ": there is none; name one of " + known.keySet());
    }
    Figures figures = new Figures(System.out);
    for (var entry : known.entrySet()) {
      if (wanted.equals(ALL) || wanted.equals(entry.getKey())) {
        figures.begin(entry.getKey());
        entry.getValue().run(figures);
      }
    }
  }

  private static Map<String, Benchmark> known() {
    Map<String, Benchmark> known = new LinkedHashMap<>();
    known.put("start", new StartBenchmark());
    known.put("webhook", new WebhookBenchmark(false));
    known.put("postgresql", new WebhookBenchmark(true));
    known.put("transfer", new TransferBenchmark());
    known.put("memory", new MemoryBenchmark());
    return known;
  }
}
