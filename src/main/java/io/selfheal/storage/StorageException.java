package io.selfheal.storage;

import io.selfheal.config.Slug;

/** The store did not take a file; the reason says why, and whether asking again can help. */
public final class StorageException extends Exception {
  /** Also the log's reason for an upload that failed. */
  public enum Reason {
    UNAUTHORIZED(false),
    FORBIDDEN(false),
    NOT_FOUND(false),
    /** A smaller file may still find room. */
    QUOTA_EXCEEDED(false),
    RATE_LIMITED(true),
    UNREACHABLE(true),
    SERVER_ERROR(true),
    /** What the store holds is not what we sent. */
    CHECKSUM_MISMATCH(true),
    /** The file in the spool is gone or cannot be read. */
    SPOOL_UNREADABLE(false),
    /** A mistake of ours, or an answer that no store should give. */
    UNEXPECTED(false);

    private final boolean retryable;

    Reason(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }

    /** Whether it says something of one file, so that the next one may fare better. */
    public boolean ofTheFile() {
      return this == QUOTA_EXCEEDED
          || this == CHECKSUM_MISMATCH
          || this == SPOOL_UNREADABLE
          || this == UNEXPECTED;
    }

    public String slug() {
      return Slug.of(this);
    }
  }

  private final Reason reason;

  public StorageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public StorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
