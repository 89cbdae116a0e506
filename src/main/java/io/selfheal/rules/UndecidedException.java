package io.selfheal.rules;

/** A pattern could not be compared with a value within its bounds. */
final class UndecidedException extends RuntimeException {
  UndecidedException(String message) {
    super(message);
  }
}
