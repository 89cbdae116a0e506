package io.selfheal.lock;

import java.io.IOException;

/** Somebody else holds the lock; the message says who, as a clause: "another process has ...". */
public final class HeldException extends IOException {
  HeldException(String message) {
    super(message);
  }
}
