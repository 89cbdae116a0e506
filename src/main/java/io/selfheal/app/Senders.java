package io.selfheal.app;

/** Who may send alerts. */
public enum Senders {
  /** Those who show the credentials of the section {@code listen}. */
  AUTHENTICATED,
  /** Whoever reaches the port. */
  ANYONE
}
