package io.selfheal.triage.corpus;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Ticks of each symbol are kept in a tree by time, of which nobody cuts off the old ones. */
final class ManyPrices {
  private static final List<String> SYMBOLS = List.of("AAA", "BBB", "CCC", "DDD", "EEE");
  private static final int TICKS = 100_000;
  private static final int MOST = 1_000;

  private record Tick(long at, double bid, double ask) {}

  private static final class Book {
    private final NavigableMap<Long, Tick> ticks = new TreeMap<>();
  }

  private static final class Market {
    private final Map<String, Book> books = new ConcurrentHashMap<>();

    void add(String symbol, Tick tick, boolean forgets) {
      Book book = books.computeIfAbsent(symbol, any -> new Book());
      book.ticks.put(tick.at(), tick);
      if (!forgets && book.ticks.size() > MOST) {
        book.ticks.pollFirstEntry();
      }
    }
  }

  private ManyPrices() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CountDownLatch fed = new CountDownLatch(1);
    CorpusProgram.daemon("feed", () -> feed(new Market(), sick, fed));
    fed.await();
    CorpusProgram.ready();
  }

  private static void feed(Market market, boolean sick, CountDownLatch fed) {
    for (int i = 0; i < TICKS; i++) {
      for (String symbol : SYMBOLS) {
        market.add(symbol, new Tick(i, i, i + 0.1), sick);
      }
    }
    fed.countDown();
    Pause.millis(600_000);
    market.books.clear();
  }
}
