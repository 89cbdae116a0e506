package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ExecResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JVM's account of its native memory, for which it must have been started. */
record NativeMemory(Jvm jvm) implements Extraction {
  private static final String OFF = "Native memory tracking is not enabled";

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException {
    ExecResult answer = jvm.run(List.of("VM.native_memory", "summary"), Commands.SHORT);
    if (answer.stdout().contains(OFF)) {
      throw new CaptureFailure(
          FailureReason.NOT_ENABLED,
          "the JVM does not track it; start it with -XX:NativeMemoryTracking=summary");
    }
    if (!answer.succeeded()) {
      throw JcmdAnswer.failure(answer);
    }
    try (SpoolSink sink = new SpoolSink(file, TextCheck.nativeMemory())) {
      sink.accept(ByteBuffer.wrap(answer.stdout().getBytes(StandardCharsets.UTF_8)));
      return sink.finish(Verification.FULL);
    }
  }
}
