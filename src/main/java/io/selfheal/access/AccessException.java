package io.selfheal.access;

/** A port cannot be opened as configured; the message is for whoever starts the service. */
public final class AccessException extends RuntimeException {
  public AccessException(String message) {
    super(message);
  }

  public AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
