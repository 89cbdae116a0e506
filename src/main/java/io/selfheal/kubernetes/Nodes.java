package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.Pair;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeList;
import java.util.List;

/** The nodes of the cluster, as the API server remembers them: that costs its store nothing. */
final class Nodes {
  private static final Pair FROM_MEMORY = new Pair("resourceVersion", "0");

  private final Api api;

  Nodes(Api api) {
    this.api = api;
  }

  NodeCount count() throws ClusterException {
    var found = api.get(V1NodeList.class, List.of(FROM_MEMORY), "/api/v1/nodes");
    List<V1Node> nodes = PodView.list(found.getItems());
    long ready = nodes.stream().filter(Nodes::ready).count();
    return new NodeCount(nodes.size(), nodes.size() - (int) ready);
  }

  /** One whose kubelet is silent has the status Unknown. */
  private static boolean ready(V1Node node) {
    return node.getStatus() != null
        && PodView.list(node.getStatus().getConditions()).stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .anyMatch(condition -> "True".equals(condition.getStatus()));
  }
}
