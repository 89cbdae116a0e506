package io.selfheal.webhook.alertmanager;

import io.selfheal.config.Slug;

/** An Alertmanager could not be asked; the message never holds a secret or what it answered. */
public final class AlertmanagerException extends Exception {
  /** Also the metric's tag. All of them are tried again. */
  public enum Reason {
    /** A secret of ours, or the authority's certificate, cannot be read. */
    NO_SECRET,
    UNREACHABLE,
    TIMEOUT,
    UNAUTHORIZED,
    /** An answer other than 200; redirects are not followed. */
    BAD_STATUS,
    TOO_LARGE,
    /** The answer is not what the API sends. */
    MALFORMED,
    /** It answered, and we could not take in what it said: the log says why. */
    INTERNAL_ERROR;

    public String slug() {
      return Slug.of(this);
    }
  }

  private final Reason reason;

  AlertmanagerException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  AlertmanagerException(Reason reason, String message) {
    this(reason, message, null);
  }

  public Reason reason() {
    return reason;
  }
}
