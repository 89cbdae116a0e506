package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.StructureCheck;
import io.selfheal.evidence.capture.ZstdFile;
import io.selfheal.kubernetes.ExecResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A heap dump: written by the JVM into the pod, brought over while the pod hashes it, and removed
 * from there whatever happens. jcmd's size, the structure and both hashes must agree.
 *
 * @param timeout for jcmd to write it
 * @param zstd whether what comes as it is, is compressed on its way into the spool
 */
record HeapDump(Jvm jvm, PodFile podFile, DumpForm form, Duration timeout, Link link, boolean zstd)
    implements Extraction {
  /** The fastest level; what the JDK recommends. */
  private static final String COMPRESS = "-gz=1";

  @Override
  public String suffix() {
    if (form == DumpForm.COMPRESSED) {
      return ".gz";
    }
    return zstd ? ZstdFile.SUFFIX : "";
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException {
    ExecResult answer = dump();
    try {
      Optional<Long> bytes = Optional.of(bytes(answer));
      Transfer transfer = new Transfer(podFile, link, this::structure);
      return form == DumpForm.PLAIN && zstd
          ? transfer.compress(bytes, file)
          : transfer.receive(bytes, file);
    } finally {
      podFile.remove();
    }
  }

  /** A JVM that did not answer in time may come to it later: then it may not write any more. */
  private ExecResult dump() throws CaptureFailure, InterruptedException {
    try {
      return jvm.run(command(), timeout);
    } catch (CaptureFailure | InterruptedException unanswered) {
      podFile.bar();
      throw unanswered;
    }
  }

  private List<String> command() {
    return form == DumpForm.COMPRESSED
        ? List.of("GC.heap_dump", COMPRESS, podFile.path())
        : List.of("GC.heap_dump", podFile.path());
  }

  private static long bytes(ExecResult answer) throws CaptureFailure {
    return JcmdAnswer.heapDumpBytes(answer).orElseThrow(() -> JcmdAnswer.failure(answer));
  }

  private StructureCheck structure() {
    return form == DumpForm.COMPRESSED ? new GzipCheck(new HprofCheck()) : new HprofCheck();
  }
}
