package io.selfheal.evidence;

/** The life of an artefact, on a row of its own. */
public enum ArtefactState {
  VERIFIED,
  UPLOADED,
  FAILED
}
