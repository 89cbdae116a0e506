package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.evidence.capture.StructureCheck;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What jcmd prints. There is no file in the pod to hash: head, closing lines and the server's word
 * that jcmd ended well are all the proof there can be.
 */
record TextExtraction(
    Jvm jvm, List<String> command, Duration timeout, Supplier<StructureCheck> structure)
    implements Extraction {

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException {
    try (SpoolSink sink = new SpoolSink(file, structure.get())) {
      jvm.stream(command, timeout, sink);
      return sink.finish(Verification.FULL);
    }
  }
}
