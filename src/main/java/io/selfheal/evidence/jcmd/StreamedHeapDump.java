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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
    try {
      pipe.make();
      return zstd ? ZstdFile.compress(file, frame -> stream(pipe, frame)) : stream(pipe, file);
    } finally {
      place.remove();
    }
  }

  /** Neither side waits in vain: whichever fails frees the other. */
  private Received stream(Pipe pipe, SpoolFile file) throws CaptureFailure, InterruptedException {
    FutureTask<Long> dump = new FutureTask<>(() -> dump(pipe));
    try (SpoolSink sink = new SpoolSink(file, new HprofCheck())) {
      start(dump);
      read(pipe, sink, dump);
      long told = bytes(dump);
      if (told != sink.bytes()) {
        throw JcmdAnswer.otherSize(told, sink.bytes());
      }
      return sink.finish(Verification.STRUCTURE);
    } finally {
      dump.cancel(true);
    }
  }

  private static void read(Pipe pipe, SpoolSink sink, FutureTask<Long> dump)
      throws CaptureFailure, InterruptedException {
    boolean read = false;
    try {
      pipe.read(sink);
      read = true;
    } finally {
      if (!read) {
        pipe.release();
        dump.cancel(true);
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

  private static void start(FutureTask<Long> dump) {
    Thread thread = new Thread(dump, "heap-dump-into-pipe");
    thread.setDaemon(true);
    thread.start();
  }

  private static long bytes(FutureTask<Long> dump) throws CaptureFailure, InterruptedException {
    try {
      return dump.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CaptureFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("Cannot dump into a pipe", e.getCause());
    }
  }
}
