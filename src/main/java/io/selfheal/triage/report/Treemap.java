package io.selfheal.triage.report;

import io.selfheal.triage.Figures;
import io.selfheal.triage.SizeNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A heap as an area: packages, and in them their classes. */
final class Treemap {
  private static final int HEIGHT = 320;
  private static final int HEADING = 17;
  private static final int COLOURS = 8;
  private static final double LEAST_SHARE = 0.0005;

  private final long whole;
  private final StringBuilder svg = new StringBuilder();

  private Treemap(long whole) {
    this.whole = Math.max(1, whole);
  }

  static String of(SizeNode heap) {
    return new Treemap(heap.bytes()).drawn(Packages.of(heap));
  }

  private String drawn(SizeNode heap) {
    svg.append(Box.picture("Heap by package and class", HEIGHT));
    List<SizeNode> packages = parts(heap);
    List<Box> boxes = boxes(new Box(0, 0, 100, HEIGHT), packages);
    for (int at = 0; at < packages.size(); at++) {
      group(packages.get(at), boxes.get(at), "c" + at % COLOURS);
    }
    return svg.append("</svg>\n").toString();
  }

  private void group(SizeNode group, Box box, String colour) {
    List<SizeNode> classes = parts(group);
    boolean room = box.height() > 3 * HEADING && box.width() > 4;
    if (classes.isEmpty() || !room) {
      svg.append(box.svg(colour, group.label(), tip(group)));
      return;
    }
    svg.append(box.svg(colour + " group", group.label(), tip(group)));
    Box inner = new Box(box.x(), box.y() + HEADING, box.width(), box.height() - HEADING);
    List<Box> boxes = boxes(inner, classes);
    for (int at = 0; at < classes.size(); at++) {
      SizeNode found = classes.get(at);
      svg.append(boxes.get(at).svg(colour, simple(found.label()), tip(found)));
    }
  }

  private List<Box> boxes(Box box, List<SizeNode> nodes) {
    return Squares.of(box, nodes.stream().map(node -> (double) node.bytes()).toList());
  }

  /** The largest ones, the largest first, and all others as one. */
  private List<SizeNode> parts(SizeNode node) {
    List<SizeNode> large = new ArrayList<>();
    node.parts().stream()
        .filter(part -> part.bytes() > 0 && part.bytes() >= LEAST_SHARE * whole)
        .sorted(Comparator.comparingLong(SizeNode::bytes).reversed())
        .forEach(large::add);
    long rest = node.bytes() - large.stream().mapToLong(SizeNode::bytes).sum();
    if (!large.isEmpty() && rest >= LEAST_SHARE * whole) {
      long instances = node.instances() - large.stream().mapToLong(SizeNode::instances).sum();
      large.add(new SizeNode("(others)", rest, Math.max(0, instances), List.of()));
    }
    return large;
  }

  /** Its package is written above it. */
  private static String simple(String name) {
    int bracket = name.indexOf('[');
    int dot = name.lastIndexOf('.', bracket < 0 ? name.length() : bracket);
    return name.substring(dot + 1);
  }

  private String tip(SizeNode node) {
    return "%s: %s, %d %%, %s objects"
        .formatted(
            node.label(),
            Figures.bytes(node.bytes()),
            Figures.percent(node.bytes(), whole),
            Figures.count(node.instances()));
  }
}
