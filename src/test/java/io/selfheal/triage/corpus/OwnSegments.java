package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.List;

/** A cache of own make, in segments with tables of chained nodes, from which nothing is evicted. */
final class OwnSegments {
  private static final int ASKED = 400_000;
  private static final int FEW = 5_000;

  private record Price(long article, double net, double gross) {}

  private record Node<V>(long key, V value, Node<V> next) {}

  private static final class Segment<V> {
    private final List<Node<V>> table = new ArrayList<>();

    void put(long key, V value) {
      int slot = (int) (key & 1023);
      while (table.size() <= slot) {
        table.add(null);
      }
      table.set(slot, new Node<>(key, value, table.get(slot)));
    }
  }

  private static final class SegmentedCache<V> {
    private final List<Segment<V>> segments = new ArrayList<>();

    SegmentedCache() {
      clear();
    }

    void put(long key, V value) {
      segments.get((int) (key >>> 10) & 15).put(key, value);
    }

    void clear() {
      segments.clear();
      for (int i = 0; i < 16; i++) {
        segments.add(new Segment<>());
      }
    }
  }

  private static final class Shop {
    private final SegmentedCache<Price> prices = new SegmentedCache<>();

    void serve() {
      while (!prices.segments.isEmpty()) {
        Pause.millis(1_000);
      }
    }
  }

  private OwnSegments() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Shop shop = new Shop();
    for (long i = 0; i < ASKED; i++) {
      if (!sick && i % FEW == 0) {
        shop.prices.clear();
      }
      shop.prices.put(i, new Price(i, i, i * 1.19));
    }
    CorpusProgram.daemon("shop", shop::serve);
    CorpusProgram.ready();
  }
}
