package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.LogTail;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.LogRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the JVM print its threads into the pod's log, and takes them out of there. The signal kills a
 * JVM that does not catch it: without its word in the process table none is sent.
 */
record QuitSignal(Cluster cluster, JvmTarget target, Duration timeout, Pause pause) {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** Dumps that were printed before are told from ours by what was there before the signal. */
  private static final Duration BEFORE = Duration.ofSeconds(5);

  private static final int LINES = 200_000;
  private static final int BYTES = 16 << 20;

  /** Throws the failure of the better ways, where this one is none. */
  Extraction insteadOf(Commands commands, ArtefactKind kind, CaptureFailure failure)
      throws CaptureFailure, InterruptedException {
    if (kind != ArtefactKind.THREAD_DUMP || failure.reason() != FailureReason.NO_JCMD) {
      throw failure;
    }
    String pid =
        Processes.largestJvm(new Processes(commands).table())
            .filter(ProcessStatus::catchesQuit)
            .map(ProcessStatus::pid)
            .orElseThrow(() -> failure);
    return file -> dump(commands, pid, failure, file);
  }

  private Received dump(Commands commands, String pid, CaptureFailure failure, SpoolFile file)
      throws CaptureFailure, InterruptedException, IOException {
    String before = log(BEFORE);
    ExecResult sent = commands.run(List.of("kill", "-QUIT", pid)).orElseThrow(() -> failure);
    if (!sent.succeeded()) {
      throw failure;
    }
    String dump = await(before);
    try (SpoolSink sink = new SpoolSink(file, TextCheck.threadDump())) {
      sink.accept(ByteBuffer.wrap(dump.getBytes(StandardCharsets.UTF_8)));
      return sink.finish(Verification.STRUCTURE);
    }
  }

  private String await(String before) throws CaptureFailure, InterruptedException {
    for (Duration waited = Duration.ZERO;
        waited.compareTo(timeout) < 0;
        waited = waited.plus(STEP)) {
      Optional<String> dump = LoggedThreadDump.newest(log(BEFORE.plus(waited).plus(STEP)));
      if (dump.isPresent() && !before.contains(dump.get())) {
        return dump.get();
      }
      pause.pause(STEP);
    }
    throw new CaptureFailure(
        FailureReason.TIMEOUT,
        "the image has no jcmd, and after SIGQUIT no thread dump came in the pod's log within "
            + timeout.toSeconds()
            + " s; set capture.toolsImage");
  }

  private String log(Duration newest) throws CaptureFailure, InterruptedException {
    LogTail tail = new LogTail(BYTES);
    LogRequest request =
        new LogRequest(
            target.pod(),
            target.container(),
            LogRequest.Run.CURRENT,
            new LogRequest.Part(LINES, Optional.of(newest)),
            timeout);
    try {
      cluster.log(request, tail);
    } catch (ClusterException e) {
      throw CaptureFailure.of(e);
    }
    return StandardCharsets.UTF_8.decode(tail.bytes()).toString();
  }
}
