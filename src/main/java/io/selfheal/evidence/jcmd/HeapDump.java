package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.evidence.capture.StructureCheck;
import java.util.List;
import java.util.Optional;

/**
 * A heap dump: written by the JVM into the pod, brought over while the pod hashes it, and removed
 * from there whatever happens. jcmd's size, the structure and both hashes must agree. A JVM that
 * can compresses it as it writes, unless its heap is too large to wait for that.
 */
record HeapDump(Jvm jvm, PodFile podFile, CaptureConfig config, HeapFacts heap)
    implements Extraction {
  /** The fastest level; what the JDK recommends. */
  private static final String COMPRESS = "-gz=1";

  @Override
  public String suffix() {
    return compressed() ? ".gz" : "";
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException {
    podFile.removeLeftovers();
    new HeapRoom(jvm.commands(), config.podFolder()).check(heap.roomNeeded());
    try {
      return receive(dump(), file);
    } finally {
      podFile.remove();
    }
  }

  private long dump() throws CaptureFailure, InterruptedException {
    List<String> command =
        compressed()
            ? List.of("GC.heap_dump", COMPRESS, podFile.path())
            : List.of("GC.heap_dump", podFile.path());
    var answer = jvm.run(command, config.heapDumpTimeout());
    return JcmdAnswer.heapDumpBytes(answer).orElseThrow(() -> JcmdAnswer.failure(answer));
  }

  Received receive(long bytes, SpoolFile file) throws CaptureFailure, InterruptedException {
    HashInPod hash = HashInPod.start(podFile, config.transferTimeout());
    try (SpoolSink sink = new SpoolSink(file, structure())) {
      podFile.read(sink, config.transferTimeout());
      return compare(sink, bytes, hash);
    } finally {
      hash.cancel();
    }
  }

  private boolean compressed() {
    return heap.compressible(config.compressBelow());
  }

  private StructureCheck structure() {
    return compressed() ? new GzipCheck(new HprofCheck()) : new HprofCheck();
  }

  private static Received compare(SpoolSink sink, long bytes, HashInPod hash)
      throws CaptureFailure, InterruptedException {
    if (sink.bytes() != bytes) {
      throw SpoolSink.damaged(
          "jcmd wrote " + bytes + " bytes and " + sink.bytes() + " were received");
    }
    Received received = sink.finish(Verification.STRUCTURE);
    Optional<String> theirs = hash.await();
    if (theirs.isEmpty()) {
      return received;
    }
    if (!theirs.get().equals(received.sha256())) {
      throw SpoolSink.damaged("the SHA-256 in the pod is another one");
    }
    return new Received(bytes, received.sha256(), Verification.FULL);
  }
}
