package io.selfheal.app;

/** The service cannot start; the message says what failed, why, and what to do. */
public final class StartException extends RuntimeException {
  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
