package io.selfheal.triage;

import java.util.List;

/**
 * A part of a heap and its parts: of a package its classes, of an object what it retains.
 *
 * @param bytes its own and those of its parts; what is too small to be shown is in it too
 */
public record SizeNode(String label, long bytes, long instances, List<SizeNode> parts) {
  public SizeNode {
    parts = List.copyOf(parts);
  }

  /** So that a page can hold thousands. */
  static final int LONGEST_LABEL = 300;

  SizeNode masked() {
    return new SizeNode(
        Mask.of(label, LONGEST_LABEL),
        bytes,
        instances,
        parts.stream().map(SizeNode::masked).toList());
  }
}
