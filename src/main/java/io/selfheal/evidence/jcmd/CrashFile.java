package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.ZstdFile;
import java.io.IOException;
import java.util.Optional;

/**
 * A file that a failing JVM left in the container. It is not ours: it stays there.
 *
 * @param gzip as which it comes
 * @param zstd as which it is kept
 */
record CrashFile(Transfer transfer, boolean gzip, boolean zstd) implements Extraction {
  @Override
  public String suffix() {
    if (gzip) {
      return ".gz";
    }
    return zstd ? ZstdFile.SUFFIX : "";
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException {
    return zstd
        ? transfer.compress(Optional.empty(), file)
        : transfer.receive(Optional.empty(), file);
  }
}
