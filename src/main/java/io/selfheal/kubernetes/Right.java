package io.selfheal.kubernetes;

import java.util.List;

/**
 * What the API server must allow us, in RBAC's words.
 *
 * @param group the API group; empty for the core's
 * @param resource with its subresource, as {@code pods/exec}
 * @param neededBy the feature or gate
 * @param grantedBy the file that gives it
 */
public record Right(String group, String resource, String verb, String neededBy, String grantedBy) {
  private static final String ROLE_FILE = "rbac/role.yaml";

  /** Servers from 1.35 on want it as well for an exec over WebSocket, which is a GET. */
  public static final Right EXEC_FROM_1_35_ON = core("pods/exec", "create", "capture");

  /** Not every cluster has a metrics API. */
  public static final Right METRICS =
      new Right("metrics.k8s.io", "pods", "get", "capture of container-metrics", ROLE_FILE);

  /** In each namespace that we act in. */
  public static final List<Right> ROLE =
      List.of(
          core("pods", "get", "gates target and incarnation, capture, terminate"),
          core("pods", "list", "gate other Ready pods, recovery"),
          core("pods/exec", "get", "capture"),
          EXEC_FROM_1_35_ON,
          core("pods/log", "get", "capture of logs"),
          core("events", "list", "capture of events"),
          METRICS,
          core("pods/eviction", "create", "terminate"),
          core("namespaces", "get", "kill switch"),
          core("replicationcontrollers", "get", "gate owner"),
          apps("deployments", "gates owner and rollout, recovery"),
          apps("replicasets", "gates owner and rollout"),
          apps("statefulsets", "gates owner and rollout"),
          apps("daemonsets", "gates owner and rollout"),
          new Right("policy", "poddisruptionbudgets", "list", "gate disruption budget", ROLE_FILE));

  /** Where a rule says {@code removeBy: delete}. */
  public static final Right DELETE =
      new Right("", "pods", "delete", "removeBy: delete", "rbac/role-delete.yaml");

  /** Where {@code capture.toolsImage} names an image. */
  public static final Right JOIN =
      new Right(
          "",
          "pods/ephemeralcontainers",
          "patch",
          "capture out of images without jcmd",
          "rbac/role-ephemeral.yaml");

  /** Of the cluster, and of no namespace. */
  public static final Right NODES =
      new Right("", "nodes", "list", "gate meltdown of nodes", "rbac/nodes.yaml");

  private static Right core(String resource, String verb, String neededBy) {
    return new Right("", resource, verb, neededBy, ROLE_FILE);
  }

  private static Right apps(String resource, String neededBy) {
    return new Right("apps", resource, "get", neededBy, ROLE_FILE);
  }

  /** As {@code apps/deployments get}. */
  @Override
  public String toString() {
    return group + "/" + resource + " " + verb;
  }
}
