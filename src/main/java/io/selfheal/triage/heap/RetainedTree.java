package io.selfheal.triage.heap;

import io.selfheal.triage.SizeNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The upper part of the dominator tree, for people to look at. */
final class RetainedTree {
  private static final double LEAST = 0.01;
  private static final int DEEPEST = 12;
  private static final int MOST = 2_000;

  private RetainedTree() {}

  static SizeNode of(RetainedHeap heap, KindPass kinds) {
    Map<Integer, List<Integer>> parts = new HashMap<>();
    long least = (long) (heap.bytes() * LEAST);
    int shown = 0;
    for (int i = 0; i < heap.objects() && shown < MOST; i++) {
      if (heap.retained(i) >= least && heap.dominator(i) != RetainedHeap.UNREACHED) {
        parts.computeIfAbsent(heap.dominator(i), p -> new ArrayList<>()).add(i);
        shown++;
      }
    }
    return node("heap", RetainedHeap.ROOT, parts, 0, heap, kinds);
  }

  private static SizeNode node(
      String label,
      int object,
      Map<Integer, List<Integer>> parts,
      int depth,
      RetainedHeap heap,
      KindPass kinds) {
    List<SizeNode> below = new ArrayList<>();
    for (int part : depth == DEEPEST ? List.<Integer>of() : parts.getOrDefault(object, List.of())) {
      below.add(node(kinds.name(part), part, parts, depth + 1, heap, kinds));
    }
    below.sort(Comparator.comparingLong(SizeNode::bytes).reversed());
    return new SizeNode(label, heap.retained(object), object < 0 ? heap.objects() : 1, below);
  }
}
