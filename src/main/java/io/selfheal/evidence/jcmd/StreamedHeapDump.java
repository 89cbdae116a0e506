package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.evidence.capture.ZstdFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A heap dump that never lies in the pod, for a pod without room: the JVM writes it into a pipe and
 * stands still until the other end has taken all of it. What passes by once cannot be hashed at
 * both ends: size and structure are the proof.
 *
 * @param timeout after which the pipe is gone and the JVM goes on, whatever has come
 */
record StreamedHeapDump(Jvm jvm, PodFile place, Duration timeout, boolean zstd)
    implements Extraction {

  @Override
  public String suffix() {
    return zstd ? ZstdFile.SUFFIX : "";
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException {
    Pipe pipe = new Pipe(place, timeout);
    pipe.make();
    boolean whole = false;
    try {
      Received received =
          zstd ? ZstdFile.compress(file, frame -> stream(pipe, frame)) : stream(pipe, file);
      whole = true;
      return received;
    } finally {
      if (whole) {
        place.remove();
      } else {
        place.bar();
      }
    }
  }

  /** Neither side waits in vain: whichever fails frees the other. */
  private Received stream(Pipe pipe, SpoolFile file) throws CaptureFailure, InterruptedException {
    try (SpoolSink sink = new SpoolSink(file, new HprofCheck());
        Meanwhile<Long> dump = Meanwhile.start("heap-dump-into-pipe", () -> dump(pipe))) {
      read(pipe, sink);
      long told = dump.await();
      if (told != sink.bytes()) {
        throw JcmdAnswer.otherSize(told, sink.bytes());
      }
      return sink.finish(Verification.STRUCTURE);
    }
  }

  private static void read(Pipe pipe, SpoolSink sink) throws CaptureFailure, InterruptedException {
    boolean read = false;
    try {
      pipe.read(sink);
      read = true;
    } finally {
      if (!read) {
        pipe.release();
      }
    }
  }

  private long dump(Pipe pipe) throws CaptureFailure, InterruptedException {
    try {
      var answer = jvm.run(List.of("GC.heap_dump", "-overwrite", place.path()), timeout);
      return JcmdAnswer.heapDumpBytes(answer).orElseThrow(() -> JcmdAnswer.failure(answer));
    } catch (CaptureFailure e) {
      pipe.release();
      throw e;
    }
  }
}
