package io.selfheal.alert;

/** An alert's own status; the status of its group says nothing about it. */
public enum AlertStatus {
  FIRING,
  RESOLVED
}
