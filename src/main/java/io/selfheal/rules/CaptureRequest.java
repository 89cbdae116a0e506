package io.selfheal.rules;

import io.selfheal.evidence.ArtefactKind;

/** An artefact that a rule lists; unless it is optional, its failure is the evidence's failure. */
public record CaptureRequest(ArtefactKind kind, boolean optional) {}
