package io.selfheal.response;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets only so many large files come off one node at a time: a heap dump loads the node's disk and
 * its kubelet, and the pods of one bad rollout like to lie side by side.
 */
final class NodeTurns {
  private final int most;
  private final Map<String, Integer> taken = new HashMap<>();

  NodeTurns(int most) {
    this.most = most;
  }

  /** Must be closed. Empty while the node has as many as it may; of no node there is no count. */
  synchronized Optional<Turn> take(Optional<String> node) {
    if (node.isEmpty()) {
      return Optional.of(() -> {});
    }
    if (taken.getOrDefault(node.get(), 0) >= most) {
      return Optional.empty();
    }
    taken.merge(node.get(), 1, Integer::sum);
    return Optional.of(() -> give(node.get()));
  }

  private synchronized void give(String node) {
    taken.computeIfPresent(node, (name, count) -> count > 1 ? count - 1 : null);
  }

  /** One node's, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
