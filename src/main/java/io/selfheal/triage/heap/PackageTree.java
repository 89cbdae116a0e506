package io.selfheal.triage.heap;

import io.selfheal.triage.SizeNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A heap by package and class, for a treemap: so many of each as people can tell apart. */
final class PackageTree {
  private static final int MOST_PARTS = 24;
  private static final int DEEPEST = 4;

  /** Of the whole: less is not to be seen. */
  private static final double LEAST = 0.0001;

  private static final String NO_PACKAGE = "(no package)";

  private PackageTree() {}

  /** What is too small to be shown is in the sums alone. */
  static SizeNode of(HeapHistogram histogram) {
    return node("heap", histogram.classes(), 0, (long) (histogram.bytes() * LEAST));
  }

  private static SizeNode node(
      String label, List<HeapHistogram.OfClass> lines, int depth, long least) {
    Map<String, List<HeapHistogram.OfClass>> parts = new TreeMap<>();
    List<SizeNode> nodes = new ArrayList<>();
    for (HeapHistogram.OfClass line : lines) {
      String[] names = packageOf(line.name()).split("\\.", -1);
      if (depth < Math.min(names.length, DEEPEST)) {
        parts.computeIfAbsent(names[depth], name -> new ArrayList<>()).add(line);
      } else {
        nodes.add(leaf(line));
      }
    }
    parts.forEach((name, each) -> nodes.add(node(name, each, depth + 1, least)));
    return new SizeNode(
        label,
        lines.stream().mapToLong(HeapHistogram.OfClass::bytes).sum(),
        lines.stream().mapToLong(HeapHistogram.OfClass::instances).sum(),
        nodes.stream()
            .filter(part -> part.bytes() >= least)
            .sorted(Comparator.comparingLong(SizeNode::bytes).reversed())
            .limit(MOST_PARTS)
            .toList());
  }

  private static String packageOf(String name) {
    String found = ClassName.packageOf(name);
    return found.isEmpty() ? NO_PACKAGE : found;
  }

  private static SizeNode leaf(HeapHistogram.OfClass line) {
    return new SizeNode(ClassName.simple(line.name()), line.bytes(), line.instances(), List.of());
  }
}
