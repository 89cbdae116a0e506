package io.selfheal.response;

/** Where evidence must lie before the pod may go. */
public enum SecuredBy {
  /** Verified and durable on our own disk. */
  SPOOL,
  /** Verified in the store. */
  UPLOAD
}
