package io.selfheal.triage;

import java.util.List;

/**
 * A frame that threads have in common, and what they call from there.
 *
 * @param label a thread's state at the first level, below it {@code class.method}
 */
public record StackNode(String label, int threads, List<StackNode> calls) {
  public StackNode {
    calls = List.copyOf(calls);
  }

  StackNode masked() {
    return new StackNode(
        Mask.of(label, SizeNode.LONGEST_LABEL),
        threads,
        calls.stream().map(StackNode::masked).toList());
  }
}
