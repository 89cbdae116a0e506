package io.selfheal.rules;

/** How far a rule may go. */
public enum Mode {
  /** Say what would happen. */
  OBSERVE,
  /** Take the evidence, remove nothing. */
  CAPTURE,
  /** Take the evidence, then remove the pod. */
  ENFORCE
}
