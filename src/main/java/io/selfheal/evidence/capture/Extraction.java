package io.selfheal.evidence.capture;

import io.selfheal.evidence.SpoolFile;
import java.io.IOException;

/** Brings one file of evidence out of the container. */
public interface Extraction {
  /** What its files' names end in, beyond what their kind says. */
  default String suffix() {
    return "";
  }

  /**
   * @throws IOException when the spool does not take it
   */
  Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException;
}
