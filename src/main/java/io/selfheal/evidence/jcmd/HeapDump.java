package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.StructureCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A heap dump: written by the JVM into the pod, brought over while the pod hashes it, and removed
 * from there whatever happens. jcmd's size, the structure and both hashes must agree.
 */
record HeapDump(
    Jvm jvm, PodFile podFile, boolean compressed, Duration timeout, Supplier<Attempts> attempts)
    implements Extraction {
  /** The fastest level; what the JDK recommends. */
  private static final String COMPRESS = "-gz=1";

  @Override
  public String suffix() {
    return compressed ? ".gz" : "";
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException {
    try {
      long bytes = dump();
      return new Transfer(podFile, attempts, this::structure).receive(Optional.of(bytes), file);
    } finally {
      podFile.remove();
    }
  }

  private long dump() throws CaptureFailure, InterruptedException {
    List<String> command =
        compressed
            ? List.of("GC.heap_dump", COMPRESS, podFile.path())
            : List.of("GC.heap_dump", podFile.path());
    var answer = jvm.run(command, timeout);
    return JcmdAnswer.heapDumpBytes(answer).orElseThrow(() -> JcmdAnswer.failure(answer));
  }

  private StructureCheck structure() {
    return compressed ? new GzipCheck(new HprofCheck()) : new HprofCheck();
  }
}
