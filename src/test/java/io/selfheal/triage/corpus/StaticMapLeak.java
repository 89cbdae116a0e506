package io.selfheal.triage.corpus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Orders are put into a static map, and none is ever taken out. */
final class StaticMapLeak {
  private static final Map<String, Order> ORDERS = new ConcurrentHashMap<>();
  private static final int KEPT = 500;
  private static final int SOLD = 100_000;

  private record Order(String id, List<Long> prices) {}

  private StaticMapLeak() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < SOLD; i++) {
      ORDERS.put(
          "order-" + i, new Order("order-" + i, List.of(i + 1L, i + 2L, i + 3L, i + 4L, i + 5L)));
      if (!sick && i >= KEPT) {
        ORDERS.remove("order-" + (i - KEPT));
      }
    }
    CorpusProgram.ready();
  }
}
