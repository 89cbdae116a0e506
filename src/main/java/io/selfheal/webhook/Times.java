package io.selfheal.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the times of one notification: alerts of one rule's evaluation begin at the same one. */
final class Times {
  private String text;
  private Instant instant;

  Instant read(String what, String next) throws UnsoundException {
    if (!next.equals(text)) {
      instant = parsed(what, next);
      text = next;
    }
    return instant;
  }

  private static Instant parsed(String what, String text) throws UnsoundException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UnsoundException(what + " must be a time as 2026-11-21T02:45:12Z");
    }
  }
}
