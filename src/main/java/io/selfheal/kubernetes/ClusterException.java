package io.selfheal.kubernetes;

import io.selfheal.config.Slug;

/** The cluster did not do as asked; the reason says why, and whether asking again can help. */
public final class ClusterException extends Exception {
  /** Also the metric's tag, as {@code cluster-timeout}. */
  public enum Reason {
    NOT_FOUND(false),
    FORBIDDEN(false),
    UNAUTHORIZED(false),
    CONFLICT(false),
    BAD_REQUEST(false),
    /** The command could not be started: no such program in the image. */
    COMMAND_NOT_FOUND(false),
    /** The container is not there or does not run. */
    CONTAINER_NOT_RUNNING(false),
    /** The stream ended without the server's status, or not with all that was sent. */
    STREAM_CUT(true),
    TIMEOUT(true),
    UNREACHABLE(true),
    SERVER_ERROR(true),
    /** Our own side could not take the bytes (a full spool, say). */
    SINK_FAILED(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }

    public String slug() {
      return Slug.of(this);
    }
  }

  private final Reason reason;

  public ClusterException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ClusterException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
