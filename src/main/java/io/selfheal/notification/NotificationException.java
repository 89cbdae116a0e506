package io.selfheal.notification;

import io.selfheal.config.Slug;
import java.time.Duration;
import java.util.Optional;

/**
 * A message was not taken; the reason says why, and whether asking again soon can help. Its text
 * never holds a token or a webhook's URL.
 */
public final class NotificationException extends Exception {
  /** Also the log's reason for a message that was not delivered. */
  public enum Reason {
    RATE_LIMITED(true),
    UNREACHABLE(true),
    SERVER_ERROR(true),
    /** The token or URL cannot be read, or is none. */
    NO_SECRET(false),
    UNAUTHORIZED(false),
    /** The channel does not exist, is archived, or the bot is not in it. */
    CHANNEL_UNUSABLE(false),
    /** The message to edit is gone, or cannot be edited any more. */
    MESSAGE_GONE(false),
    /** What we sent is wrong: a mistake of ours. */
    REJECTED(false);

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
  private final Duration retryAfter;

  public NotificationException(Reason reason, String message) {
    this(reason, message, Optional.empty());
  }

  public NotificationException(Reason reason, String message, Throwable cause) {
    this(reason, message, Optional.empty());
    initCause(cause);
  }

  /**
   * @param retryAfter how long the other side asks us to wait
   */
  public NotificationException(Reason reason, String message, Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter.orElse(null);
  }

  public Reason reason() {
    return reason;
  }

  public boolean retryable() {
    return reason.retryable();
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
