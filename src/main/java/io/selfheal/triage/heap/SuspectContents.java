package io.selfheal.triage.heap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What suspects retain, by class. */
final class SuspectContents {
  private static final int MOST = 12;

  private final RetainedHeap heap;
  private final KindPass kinds;

  SuspectContents(RetainedHeap heap, KindPass kinds) {
    this.heap = heap;
    this.kinds = kinds;
  }

  /** What is in each of them, by class. */
  Map<Suspects.Suspect, List<HeapHistogram.OfClass>> of(List<Suspects.Suspect> suspects) {
    byte[] owner = new byte[heap.objects()];
    for (int s = 0; s < suspects.size(); s++) {
      Suspects.Suspect suspect = suspects.get(s);
      if (suspect.at() >= 0) {
        owner[suspect.at()] = (byte) (s + 1);
      }
      for (int member : suspect.members()) {
        owner[member] = (byte) (s + 1);
      }
    }
    Sums[] contents = new Sums[suspects.size()];
    java.util.Arrays.setAll(contents, s -> new Sums());
    for (int i = 0; i < owner.length; i++) {
      int s = ownerOf(i, owner);
      if (s > 0) {
        contents[s - 1].add(kinds.kind(i), i, heap.retained(i), 1);
        int above = heap.dominator(i);
        if (above >= 0 && ownerOf(above, owner) == s) {
          contents[s - 1].add(kinds.kind(above), above, -heap.retained(i), 0);
        }
      }
    }
    Map<Suspects.Suspect, List<HeapHistogram.OfClass>> all = new HashMap<>();
    for (int s = 0; s < contents.length; s++) {
      all.put(suspects.get(s), contents[s].lines(kinds));
    }
    return all;
  }

  private int ownerOf(int object, byte[] owner) {
    int at = object;
    while (at >= 0 && owner[at] == 0) {
      at = heap.dominator(at);
    }
    byte found = at < 0 ? Byte.MAX_VALUE : owner[at];
    at = object;
    while (at >= 0 && owner[at] == 0) {
      owner[at] = found;
      at = heap.dominator(at);
    }
    return found == Byte.MAX_VALUE ? 0 : found;
  }

  /** Sums by class. */
  private static final class Sums {
    private final LongIndex seen = new LongIndex();
    private long[] bytes = new long[64];
    private long[] counts = new long[64];
    private int[] examples = new int[64];

    void add(int kind, int object, long more, int count) {
      int place = seen.add(kind);
      if (place >= bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, place * 2);
        counts = java.util.Arrays.copyOf(counts, place * 2);
        examples = java.util.Arrays.copyOf(examples, place * 2);
      }
      bytes[place] += more;
      counts[place] += count;
      examples[place] = object;
    }

    List<HeapHistogram.OfClass> lines(KindPass kinds) {
      Map<String, HeapHistogram.OfClass> byName = new HashMap<>();
      for (int i = 0; i < seen.size(); i++) {
        if (!kinds.isClass(examples[i])) {
          String name = kinds.name(examples[i]);
          byName.merge(
              name,
              new HeapHistogram.OfClass(name, counts[i], bytes[i]),
              HeapHistogram.OfClass::plus);
        }
      }
      List<HeapHistogram.OfClass> lines = new ArrayList<>(byName.values());
      Comparator<HeapHistogram.OfClass> javaLast =
          Comparator.comparing(line -> ClassName.ofJava(line.name()));
      lines.sort(
          javaLast.thenComparing(
              Comparator.comparingLong(HeapHistogram.OfClass::bytes).reversed()));
      return lines.stream().limit(MOST).toList();
    }
  }
}
