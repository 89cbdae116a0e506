package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.StructureCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A file that a failing JVM left in the container. It is not ours: it stays there. */
record CrashFile(PodFile podFile, Duration timeout, String suffix, Supplier<StructureCheck> structure)
    implements Extraction {
  @Override
  public Received into(SpoolFile file)
      throws CaptureFailure, InterruptedException {
    return new Transfer(podFile, timeout, structure).receive(Optional.empty(), file);
  }
}
