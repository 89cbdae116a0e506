package io.selfheal.triage.heap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Remembers the few largest of many, by a number. */
final class Largest {
  private static final int MOST = 10;

  /**
   * @param kind of a class its number, or what the owner means by it
   */
  record One(int kind, long elements, long size) {}

  private final List<One> kept = new ArrayList<>();
  private long least;

  void offer(int kind, long elements, long size) {
    if (size <= least && kept.size() == MOST) {
      return;
    }
    kept.add(new One(kind, elements, size));
    kept.sort(Comparator.comparingLong(One::size).reversed());
    if (kept.size() > MOST) {
      kept.remove(MOST);
    }
    least = kept.get(kept.size() - 1).size();
  }

  List<One> all() {
    return List.copyOf(kept);
  }
}
