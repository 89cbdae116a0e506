package io.selfheal.evidence;

/** How much is known of an artefact's integrity, the stronger first. */
public enum Verification {
  /**
   * All that its kind allows. A file in the pod (heap dump): structure, size, and an equal SHA-256
   * at both ends. A stream (thread dump, class histogram), of which the pod has no file to hash:
   * its opening and closing lines, and the server's word that the command ended well. An answer of
   * the API server (pod, events, metrics): it came whole, is what was asked for, and says that it
   * is about this pod; a log: it came whole.
   */
  FULL,
  /** Structure and size: the pod has nothing that hashes. */
  STRUCTURE
}
