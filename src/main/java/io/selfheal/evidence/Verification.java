package io.selfheal.evidence;

/** How much is known of an artefact's integrity, the stronger first. */
public enum Verification {
  /** Structure, size, and an equal SHA-256 at both ends. */
  SHA256,
  /** Structure and size: the pod has no sha256sum. */
  STRUCTURE
}
