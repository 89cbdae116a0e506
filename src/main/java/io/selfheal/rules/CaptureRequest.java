package io.selfheal.rules;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Extent;

/** An artefact that a rule lists; unless it is optional, its failure is the evidence's failure. */
public record CaptureRequest(ArtefactKind kind, boolean optional, Extent extent) {
  public CaptureRequest(ArtefactKind kind, boolean optional) {
    this(kind, optional, Extent.USUAL);
  }
}
