package io.selfheal.safety;

/** What must have been running before the alert began for the alert to be about it. */
public enum Incarnation {
  CONTAINER,
  POD,
  ANY
}
