package io.selfheal.triage.corpus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a key has is computed inside of the map, and all others wait for its bin. */
final class SlowMapping {
  private static final Map<String, Integer> RATES = new ConcurrentHashMap<>();

  private SlowMapping() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ExecutorService requests = Executors.newFixedThreadPool(10);
    for (int i = 0; i < 10; i++) {
      requests.execute(() -> requests(sick));
    }
    Thread.sleep(500);
    CorpusProgram.ready();
  }

  private static void requests(boolean sick) {
    while (true) {
      rate("EUR", sick);
      Pause.millis(10);
    }
  }

  private static int rate(String currency, boolean sick) {
    return RATES.computeIfAbsent(currency, key -> download(sick));
  }

  private static int download(boolean sick) {
    Pause.millis(sick ? 600_000 : 10);
    return 1;
  }
}
