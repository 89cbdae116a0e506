package io.selfheal.kubernetes;

/** What the API server said to an eviction or a deletion. */
public enum Removal {
  /** It will go: 200, 201 or 202. */
  ACCEPTED,
  /** Nobody of that name: 404. */
  GONE,
  /** Another UID or resourceVersion by now: 409. Nothing was removed. */
  CHANGED,
  /** A disruption budget refuses for now (429), or several cover the pod (500). */
  BUDGET_REFUSES
}
