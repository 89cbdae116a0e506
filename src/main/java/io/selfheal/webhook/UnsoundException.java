package io.selfheal.webhook;

/** An element is no alert; the message is a constant sentence that says why. */
public final class UnsoundException extends Exception {
  UnsoundException(String reason) {
    super(reason, null, false, false);
  }
}
