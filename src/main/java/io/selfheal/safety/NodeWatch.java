package io.selfheal.safety;

import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.NodeCount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the nodes, at most once every 5 s for all incidents: the list of a large cluster is long.
 * A failure to read them lasts as long.
 */
final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Clock clock;
  private Instant readAt = Instant.MIN;
  private Optional<NodeCount> nodes = Optional.empty();
  private ClusterException trouble;
  private boolean forbidden;

  NodeWatch(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** Empty where we may not list them. */
  synchronized Optional<NodeCount> nodes() throws ClusterException {
    Instant now = clock.instant();
    if (!now.isBefore(readAt.plus(GOOD_FOR)) || now.isBefore(readAt)) {
      read();
      readAt = now;
    }
    if (trouble != null) {
      throw trouble;
    }
    return nodes;
  }

  private void read() {
    trouble = null;
    try {
      nodes = Optional.of(cluster.nodes());
      forbidden = false;
    } catch (ClusterException e) {
      nodes = Optional.empty();
      failed(e);
    }
  }

  private void failed(ClusterException e) {
    if (e.reason() != ClusterException.Reason.FORBIDDEN) {
      trouble = e;
      return;
    }
    if (!forbidden) {
      LOG.atInfo().log(
          "Nodes may not be listed, so limits.nodesNotReady does nothing; see rbac/nodes.yaml");
    }
    forbidden = true;
  }
}
