package io.selfheal.sandbox.api;

/** What a request asks for, in the words of RBAC: {@code create pods/eviction}. */
record Call(String verb, String resource) {
  static final Call GET_POD = new Call("get", "pods");
  static final Call LIST_PODS = new Call("list", "pods");
  static final Call DELETE_POD = new Call("delete", "pods");
  static final Call EVICT = new Call("create", "pods/eviction");
  static final Call EXEC = new Call("get", "pods/exec");
  static final Call METRICS = new Call("get", "pods.metrics.k8s.io");
  static final Call EPHEMERAL = new Call("patch", "pods/ephemeralcontainers");
  static final Call LOG = new Call("get", "pods/log");
}
