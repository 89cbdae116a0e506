package io.selfheal.rules;

/** What becomes of the pod when a required artefact could not be had. */
public enum WhenEvidenceFails {
  KEEP,
  TERMINATE,
  /** People decide. */
  ASK
}
