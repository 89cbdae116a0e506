package io.selfheal.storage;

import java.io.IOException;

/** The spool has no room for more evidence; the message names the setting that gives it some. */
final class SpoolFullException extends IOException {
  SpoolFullException(String message, Throwable cause) {
    super(message, cause);
  }

  SpoolFullException(String message) {
    super(message);
  }
}
