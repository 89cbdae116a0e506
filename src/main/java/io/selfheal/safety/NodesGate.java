package io.selfheal.safety;

import io.selfheal.kubernetes.NodeCount;
import java.time.Duration;

/**
 * While many nodes are away, pods are sick for their sake, and a replacement may find no place. It
 * says nothing where the responder may not list nodes.
 */
final class NodesGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final int most;

  /**
   * @param most how many of a hundred nodes may be not Ready
   */
  NodesGate(int most) {
    this.most = most;
  }

  @Override
  public Verdict check(Situation situation) {
    return situation
        .cluster()
        .health()
        .nodes()
        .map(nodes -> check(nodes, situation))
        .orElse(Verdict.ALLOWED);
  }

  private Verdict check(NodeCount nodes, Situation situation) {
    if (nodes.all() == 0) {
      return wait("The cluster shows no node at all.", situation);
    }
    return nodes.notReady() * 100L > nodes.all() * (long) most
        ? wait(
            "Too many nodes are not Ready; the setting limits.nodesNotReady allows "
                + most
                + " of 100.",
            situation)
        : Verdict.ALLOWED;
  }

  private static Verdict wait(String sentence, Situation situation) {
    return Verdict.deferred("meltdown-nodes", sentence, situation.in(AGAIN));
  }
}
