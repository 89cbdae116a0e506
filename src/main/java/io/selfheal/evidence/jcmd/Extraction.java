package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;

/** Brings one file of evidence out of the container. */
interface Extraction {
  /** What its files' names end in, beyond what their kind says. */
  default String suffix() {
    return "";
  }

  Received into(SpoolFile file) throws CaptureFailure, InterruptedException;
}
