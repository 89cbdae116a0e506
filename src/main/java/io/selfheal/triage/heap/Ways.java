package io.selfheal.triage.heap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How objects are reached, from a root on. */
final class Ways {
  private static final int LONGEST = 20_000;
  private static final int SHOWN = 40;
  private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";

  /**
   * @param objects from the first that a root holds on; the last is what is held
   * @param origin ROOT or FINALIZERS
   * @param limit so many of the steps lead to the holder; what follows is inside of what is held
   */
  record Way(List<Integer> objects, int origin, int limit) {
    Way upTo(int steps) {
      return new Way(objects, origin, Math.min(limit, steps));
    }
  }

  private final RetainedHeap heap;
  private final KindPass kinds;

  Ways(RetainedHeap heap, KindPass kinds) {
    this.heap = heap;
    this.kinds = kinds;
  }

  /** Empty for what is not reached, or too deep in a chain to be shown. */
  Optional<Way> to(int object) {
    Deque<Integer> objects = new ArrayDeque<>();
    int at = object;
    int steps = 0;
    while (at >= 0 && steps++ < LONGEST) {
      objects.addFirst(at);
      at = heap.reachedFrom(at);
    }
    if (at >= 0 || at == RetainedHeap.UNREACHED) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(objects);
    return Optional.of(new Way(all, at, all.size() - 1));
  }

  /** The most usual of the ways to some of the same kind: what they have in common counts. */
  Optional<Way> mostUsual(List<Integer> objects) {
    Map<Integer, Integer> votes = new HashMap<>();
    Map<Integer, Way> examples = new HashMap<>();
    for (int object : objects) {
      to(object)
          .ifPresent(
              way -> {
                int kind = holdingKind(way);
                votes.merge(kind, 1, Integer::sum);
                examples.putIfAbsent(kind, way);
              });
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> examples.get(most.getKey()));
  }

  boolean threadLocalEntry(int object) {
    return kinds.name(object).equals(ENTRY);
  }

  boolean ofJava(int object) {
    String name = kinds.name(object);
    return ClassName.ofJava(name.startsWith("class ") ? name.substring(6) : name);
  }

  /** The pairs of objects whose connection is to be named. */
  static List<int[]> steps(Way way) {
    List<int[]> steps = new ArrayList<>();
    List<Integer> objects = way.objects();
    for (int i = 0; i + 1 < objects.size(); i++) {
      if (i < SHOWN || i >= objects.size() - SHOWN) {
        steps.add(new int[] {objects.get(i), objects.get(i + 1)});
      }
    }
    return steps;
  }

  private int holdingKind(Way way) {
    for (int i = way.objects().size() - 2; i >= 0; i--) {
      int object = way.objects().get(i);
      if (!ofJava(object) || threadLocalEntry(object)) {
        return kinds.kind(object);
      }
    }
    return kinds.kind(way.objects().get(0));
  }
}
