package io.selfheal.triage.corpus;

import java.util.LinkedHashMap;
import java.util.Map;

/** A cache whose size nobody limits. */
final class UnboundedCache {
  private static final Catalogue CATALOGUE = new Catalogue();
  private static final int ASKED = 150_000;
  private static final int MOST = 400;

  private record Quote(int article, double price, String currency) {}

  private static final class Catalogue {
    private final Map<Integer, Quote> quotes = new LinkedHashMap<>();

    Quote quote(int article, boolean bounded) {
      if (bounded && quotes.size() >= MOST) {
        quotes.remove(quotes.keySet().iterator().next());
      }
      return quotes.computeIfAbsent(article, number -> new Quote(number, number * 1.5, "EUR"));
    }
  }

  private UnboundedCache() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < ASKED; i++) {
      CATALOGUE.quote(i, !sick);
    }
    CorpusProgram.ready();
  }
}
