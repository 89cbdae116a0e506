package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeTurnsTest {
  private final NodeTurns turns = new NodeTurns(2);

  @Test
  void a_node_has_as_many_turns_as_it_may_and_no_more() {
    NodeTurns.Turn first = take("one").orElseThrow();
    assertTrue(take("one").isPresent());
    assertTrue(take("one").isEmpty());
    assertTrue(take("two").isPresent(), "another node has turns of its own");
    first.close();
    assertTrue(take("one").isPresent());
    assertTrue(take("one").isEmpty());
  }

  @Test
  void a_pod_on_no_node_waits_for_nobody() {
    for (int i = 0; i < 5; i++) {
      assertTrue(turns.take(Optional.empty()).isPresent());
    }
  }

  private Optional<NodeTurns.Turn> take(String node) {
    return turns.take(Optional.of(node));
  }
}
