package io.selfheal.evidence.capture;

import io.selfheal.evidence.FailureReason;
import io.selfheal.kubernetes.ClusterException;

/**
 * Why a capture ended without evidence. The message completes "Cannot take the heap dump of
 * NAMESPACE/POD: ".
 */
public final class CaptureFailure extends Exception {
  private final FailureReason reason;

  public CaptureFailure(FailureReason reason, String why) {
    super(why);
    this.reason = reason;
  }

  public CaptureFailure(FailureReason reason, String why, Throwable cause) {
    super(why, cause);
    this.reason = reason;
  }

  /** For what went wrong in the cluster. */
  public static CaptureFailure of(ClusterException e) {
    return new CaptureFailure(reason(e.reason()), e.getMessage(), e);
  }

  private static FailureReason reason(ClusterException.Reason reason) {
    return switch (reason) {
      case NOT_FOUND, CONFLICT -> FailureReason.TARGET_CHANGED;
      case FORBIDDEN, UNAUTHORIZED -> FailureReason.FORBIDDEN;
      case BAD_REQUEST, CONTAINER_NOT_RUNNING -> FailureReason.CONTAINER_NOT_RUNNING;
      case COMMAND_NOT_FOUND -> FailureReason.NO_TOOLS;
      case STREAM_CUT -> FailureReason.STREAM_CUT;
      case TIMEOUT -> FailureReason.TIMEOUT;
      case UNREACHABLE, SERVER_ERROR -> FailureReason.CLUSTER_UNREACHABLE;
      case SINK_FAILED -> FailureReason.NO_SPACE_IN_SPOOL;
    };
  }

  public FailureReason reason() {
    return reason;
  }
}
