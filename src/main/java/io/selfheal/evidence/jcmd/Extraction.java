package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;

/** Brings one file of evidence out of the container. */
interface Extraction {
  Received into(SpoolFile file) throws CaptureFailure, InterruptedException;
}
