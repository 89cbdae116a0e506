package io.selfheal.triage.report;

import io.selfheal.triage.SizeNode;
import java.util.ArrayList;
import java.util.List;

/** A heap's tree of packages as a list of those that have classes, by their whole names. */
final class Packages {
  private final List<SizeNode> all = new ArrayList<>();

  private Packages() {}

  /** As deep as packages and classes are: each part is a package, and its parts are classes. */
  static SizeNode of(SizeNode heap) {
    Packages packages = new Packages();
    heap.parts().forEach(part -> packages.add(part, ""));
    return new SizeNode(heap.label(), heap.bytes(), heap.instances(), packages.all);
  }

  private void add(SizeNode node, String above) {
    String name = name(above, node.label());
    List<SizeNode> classes = new ArrayList<>();
    long bytes = node.bytes();
    long instances = node.instances();
    for (SizeNode part : node.parts()) {
      if (part.parts().isEmpty()) {
        classes.add(
            new SizeNode(name(name, part.label()), part.bytes(), part.instances(), List.of()));
      } else {
        add(part, name);
        bytes -= part.bytes();
        instances -= part.instances();
      }
    }
    if (bytes > 0) {
      all.add(new SizeNode(name, bytes, Math.max(0, instances), classes));
    }
  }

  /** What has no package, or names it already, is named as it is. */
  private static String name(String above, String label) {
    boolean whole = above.isEmpty() || above.startsWith("(") || label.indexOf('.') >= 0;
    return whole ? label : above + "." + label;
  }
}
