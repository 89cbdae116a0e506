package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs commands in one container. An image without the program answers empty. */
final class Commands {
  /** For what neither stops the JVM nor moves a dump. */
  static final Duration SHORT = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final JvmTarget target;
  private final Transcript transcript;

  Commands(Cluster cluster, JvmTarget target) {
    this(cluster, target, new Transcript());
  }

  private Commands(Cluster cluster, JvmTarget target, Transcript transcript) {
    this.cluster = cluster;
    this.target = target;
    this.transcript = transcript;
  }

  /** In another container of the pod, for the same capture. */
  Commands in(String container) {
    JvmTarget other = new JvmTarget(target.pod(), container, target.containerId());
    return new Commands(cluster, other, transcript);
  }

  /** Of those that may be run twice: once more, if the connection to it was cut. */
  Optional<ExecResult> run(List<String> argv) throws CaptureFailure, InterruptedException {
    try {
      return run(argv, SHORT);
    } catch (CaptureFailure e) {
      if (e.reason() == FailureReason.STREAM_CUT) {
        return run(argv, SHORT);
      }
      throw e;
    }
  }

  Optional<ExecResult> run(List<String> argv, Duration deadline)
      throws CaptureFailure, InterruptedException {
    Optional<ExecResult> result = answer(() -> cluster.exec(request(argv, deadline)));
    result.ifPresent(found -> transcript.said(found.stdout()));
    return result;
  }

  Optional<ExecResult> stream(List<String> argv, Duration deadline, ByteSink stdout)
      throws CaptureFailure, InterruptedException {
    ByteSink heard = transcript.overhearing(stdout);
    return answer(() -> cluster.exec(request(argv, deadline), heard));
  }

  Transcript transcript() {
    return transcript;
  }

  private ExecRequest request(List<String> argv, Duration deadline) {
    transcript.ran(argv);
    return new ExecRequest(target.pod(), target.container(), argv, deadline);
  }

  private static Optional<ExecResult> answer(Exec exec)
      throws CaptureFailure, InterruptedException {
    try {
      return Optional.of(exec.call());
    } catch (ClusterException e) {
      if (e.reason() == ClusterException.Reason.COMMAND_NOT_FOUND) {
        return Optional.empty();
      }
      throw CaptureFailure.of(e);
    }
  }

  private interface Exec {
    ExecResult call() throws ClusterException, InterruptedException;
  }
}
