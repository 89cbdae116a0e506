package io.selfheal.safety;

import io.selfheal.kubernetes.NodeCount;
import java.util.Optional;

/**
 * How the cluster itself is.
 *
 * @param nodes empty where the responder may not list them
 * @param errorsInARow of the API server, before it was asked for this decision
 */
public record ClusterHealth(Optional<NodeCount> nodes, int errorsInARow) {
  static final ClusterHealth UNKNOWN = new ClusterHealth(Optional.empty(), 0);
}
