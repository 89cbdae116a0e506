package io.selfheal.kubernetes;

/** One pod and no other: the same name with another UID is another pod. */
public record PodRef(String namespace, String name, String uid) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
