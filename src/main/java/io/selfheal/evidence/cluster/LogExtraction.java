package io.selfheal.evidence.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.LogTail;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.LogRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** The newest lines of a log, as they are. */
record LogExtraction(Cluster cluster, LogRequest request) implements Extraction {
  private static final int MOST_BYTES = 4 << 20;
  private static final int LONGEST_EXCUSE = 300;

  /** kubernetes#140154: the whole answer when the node has lost the container, and with a 200. */
  private static final Pattern EXCUSE =
      Pattern.compile("[Uu]nable to retrieve container logs for \\S+\\s*");

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException, IOException {
    ByteBuffer log = read();
    return SpoolSink.write(log.hasRemaining() ? log : nothing(), file);
  }

  private ByteBuffer read() throws CaptureFailure, InterruptedException {
    LogTail tail = new LogTail(MOST_BYTES);
    try {
      if (!cluster.log(request, tail)) {
        throw new CaptureFailure(
            FailureReason.NO_PREVIOUS_LOG,
            "there is none, as container " + request.container() + " was never restarted");
      }
    } catch (ClusterException e) {
      throw CaptureFailure.of(e);
    }
    return checked(tail.bytes());
  }

  private static ByteBuffer checked(ByteBuffer log) throws CaptureFailure {
    String all = log.remaining() > LONGEST_EXCUSE ? "" : UTF_8.decode(log.duplicate()).toString();
    if (EXCUSE.matcher(all).matches()) {
      throw new CaptureFailure(
          FailureReason.CLUSTER_UNREACHABLE,
          "in its place the node says: " + all.strip() + "; look at the node's kubelet");
    }
    return log;
  }

  /** An empty file would look like a fault of ours. */
  private ByteBuffer nothing() {
    return UTF_8.encode(
        "The node keeps no line of container %s of pod %s.\n"
            .formatted(request.container(), request.pod()));
  }
}
