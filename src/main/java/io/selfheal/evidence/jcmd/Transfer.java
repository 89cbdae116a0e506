package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.evidence.capture.StructureCheck;
import io.selfheal.evidence.capture.ZstdFile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings a file of the pod into the spool while the pod hashes it; either outlives cut connections.
 * The structure and both hashes must agree, and the size where its writer told it.
 */
record Transfer(PodFile podFile, Link link, Supplier<StructureCheck> structure) {

  Received receive(Optional<Long> told, SpoolFile file)
      throws CaptureFailure, InterruptedException {
    try (HashInPod hash = HashInPod.start(podFile, link.attempts());
        SpoolSink sink = new SpoolSink(file, structure.get())) {
      link.read(new PodFileReader(podFile, told, link.attempts()), sink);
      if (told.isPresent() && told.get() != sink.bytes()) {
        throw JcmdAnswer.otherSize(told.get(), sink.bytes());
      }
      return compare(sink.finish(Verification.STRUCTURE), hash);
    }
  }

  /** As {@link #receive}, and what is kept of it is compressed. */
  Received compress(Optional<Long> told, SpoolFile file)
      throws CaptureFailure, InterruptedException, IOException {
    return ZstdFile.compress(file, frame -> receive(told, frame));
  }

  private static Received compare(Received received, HashInPod hash)
      throws CaptureFailure, InterruptedException {
    Optional<String> theirs = hash.await();
    if (theirs.isEmpty()) {
      return received;
    }
    if (!theirs.get().equals(received.sha256())) {
      throw SpoolSink.damaged("the SHA-256 in the pod is another one");
    }
    return new Received(received.bytes(), received.sha256(), Verification.FULL);
  }
}
