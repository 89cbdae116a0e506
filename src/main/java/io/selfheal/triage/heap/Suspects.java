package io.selfheal.triage.heap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes down the dominator tree from the root to where much of the heap falls apart into many small
 * pieces: what holds those pieces is what people look for.
 */
final class Suspects {
  /** Of the heap: below that nobody would look. */
  private static final double LEAST = 0.05;

  /** Of what one of a group retains: so far is gone down inside of it. */
  private static final double MAIN = 0.5;

  /** So many of one class below each other are a chain, and no structure. */
  private static final int CHAIN = 4;

  private static final int MOST = 12;
  private static final int MOST_SCANS = 400;

  /**
   * Where it falls apart.
   *
   * @param at the object that holds the pieces, or ROOT
   * @param members at the root those that are of one kind, else nothing
   * @param retained bytes, without what is a suspect of its own
   * @param own bytes of the object itself
   * @param chain the pieces hold each other
   * @param piece one of the pieces, or the object itself
   */
  record Suspect(
      int at, List<Integer> members, long retained, long own, boolean chain, int piece) {}

  /** The children of an object, or of the root. */
  private record Children(
      List<Integer> large, long sum, int mainKind, long mainSum, int mainLargest, int count) {}

  private final RetainedHeap heap;
  private final KindPass kinds;
  private final List<Suspect> found = new ArrayList<>();
  private final Set<Integer> chains = new HashSet<>();
  private int scans;

  Suspects(RetainedHeap heap, KindPass kinds) {
    this.heap = heap;
    this.kinds = kinds;
  }

  List<Suspect> find() {
    long least = (long) (heap.bytes() * LEAST);
    Children children = children(RetainedHeap.ROOT, least);
    for (int large : children.large()) {
      descend(large, least, new HashMap<>());
    }
    groups(least);
    found.removeIf(this::inChain);
    found.sort(Comparator.comparingLong(Suspect::retained).reversed());
    return found.subList(0, Math.min(MOST, found.size()));
  }

  private void descend(int object, long least, Map<Integer, Integer> above) {
    if (scans > MOST_SCANS) {
      return;
    }
    Children children = children(object, least);
    long below = 0;
    for (int large : children.large()) {
      below += heap.retained(large);
    }
    long left = heap.retained(object) - below;
    if (left >= least || children.large().isEmpty()) {
      add(object, left, children);
    }
    for (int large : children.large()) {
      int kind = kinds.kind(large);
      Map<Integer, Integer> path = new HashMap<>(above);
      int seen = path.merge(kind, 1, Integer::sum);
      if (seen > CHAIN) {
        addChain(firstOf(large, kind));
      } else {
        descend(large, least, path);
      }
    }
  }

  /** The uppermost of those of one kind that hold each other. */
  private int firstOf(int object, int kind) {
    int first = object;
    int at = object;
    for (int i = 0; at >= 0 && i < MOST_SCANS; i++) {
      first = kinds.kind(at) == kind ? at : first;
      at = heap.dominator(at);
    }
    return first;
  }

  private void addChain(int first) {
    if (chains.add(first)) {
      found.add(new Suspect(first, List.of(), heap.retained(first), 0, true, first));
    }
  }

  /** What is in a chain is counted with it. */
  private boolean inChain(Suspect suspect) {
    int above = suspect.at() < 0 ? RetainedHeap.ROOT : heap.dominator(suspect.at());
    while (above >= 0 && !chains.contains(above)) {
      above = heap.dominator(above);
    }
    return above >= 0;
  }

  private void add(int object, long left, Children children) {
    long own = heap.retained(object) - children.sum();
    int piece = children.mainLargest() == ObjectIds.NONE ? object : children.mainLargest();
    found.add(new Suspect(object, List.of(), left, own, false, piece));
  }

  /** What the root holds many of, each too small to be a suspect by itself. */
  private void groups(long least) {
    Map<Integer, long[]> sums = new HashMap<>();
    LongIndex kindsSeen = new LongIndex();
    long[] byKind = new long[1 << 10];
    for (int i = 0; i < heap.objects(); i++) {
      if (heap.dominator(i) == RetainedHeap.ROOT && heap.retained(i) < least) {
        int seen = kindsSeen.add(kinds.kind(i));
        byKind = seen < byKind.length ? byKind : java.util.Arrays.copyOf(byKind, seen * 2);
        byKind[seen] += heap.retained(i);
        if (byKind[seen] >= least) {
          sums.put(kinds.kind(i), new long[] {seen});
        }
      }
    }
    for (Map.Entry<Integer, long[]> each : sums.entrySet()) {
      group(each.getKey(), byKind[(int) each.getValue()[0]], least);
    }
  }

  private void group(int kind, long sum, long least) {
    List<Integer> members = new ArrayList<>();
    int largest = ObjectIds.NONE;
    for (int i = 0; i < heap.objects(); i++) {
      if (kinds.kind(i) == kind
          && heap.dominator(i) == RetainedHeap.ROOT
          && heap.retained(i) < least) {
        members.add(i);
        largest =
            largest == ObjectIds.NONE || heap.retained(i) > heap.retained(largest) ? i : largest;
      }
    }
    int at = largest;
    Children children = children(at, (long) (heap.retained(at) * MAIN));
    for (int i = 0; !children.large().isEmpty() && i < 2 * MOST; i++) {
      at = children.large().get(0);
      children = children(at, (long) (heap.retained(at) * MAIN));
    }
    boolean single = members.size() > MOST * 100 || children.mainLargest() == ObjectIds.NONE;
    int piece = single ? largest : children.mainLargest();
    found.add(new Suspect(RetainedHeap.ROOT, members, sum, 0, false, piece));
  }

  private Children children(int parent, long least) {
    scans++;
    LongIndex kindsSeen = new LongIndex();
    long[] sums = new long[1 << 10];
    int[] largest = new int[1 << 10];
    List<Integer> large = new ArrayList<>();
    long sum = 0;
    int count = 0;
    int main = 0;
    for (int i = 0; i < heap.objects(); i++) {
      if (heap.dominator(i) == parent && i != parent) {
        count++;
        long retained = heap.retained(i);
        sum += retained;
        int seen = kindsSeen.add(kinds.kind(i));
        if (seen >= sums.length) {
          sums = java.util.Arrays.copyOf(sums, seen * 2);
          largest = java.util.Arrays.copyOf(largest, seen * 2);
        }
        largest[seen] =
            sums[seen] == 0 || retained > heap.retained(largest[seen]) ? i : largest[seen];
        sums[seen] += retained;
        main = sums[seen] > sums[main] ? seen : main;
        if (retained >= least) {
          large.add(i);
        }
      }
    }
    large.sort(Comparator.comparingLong(heap::retained).reversed());
    return count == 0
        ? new Children(List.of(), 0, 0, 0, ObjectIds.NONE, 0)
        : new Children(
            large.subList(0, Math.min(large.size(), MOST)),
            sum,
            main,
            sums[main],
            largest[main],
            count);
  }

  Optional<HeapHistogram.Sized> array(Suspect suspect) {
    if (suspect.at() < 0 || suspect.own() <= 0) {
      return Optional.empty();
    }
    String name = kinds.name(suspect.at());
    return name.endsWith("[]")
        ? Optional.of(new HeapHistogram.Sized(name, elements(name, suspect.own()), suspect.own()))
        : Optional.empty();
  }

  private static long elements(String name, long bytes) {
    return switch (name) {
      case "byte[]", "boolean[]" -> bytes - 16;
      case "char[]", "short[]" -> (bytes - 16) / 2;
      case "long[]", "double[]" -> (bytes - 16) / 8;
      default -> (bytes - 16) / 4;
    };
  }
}
