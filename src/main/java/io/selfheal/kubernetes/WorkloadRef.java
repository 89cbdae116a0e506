package io.selfheal.kubernetes;

/** What keeps a pod alive: a Deployment, StatefulSet, DaemonSet or their like, by kind and name. */
public record WorkloadRef(String kind, String namespace, String name) {
  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
