package io.selfheal.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all notifications that are being worked on, and says when it is enough. */
final class BytesInFlight {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  BytesInFlight(long most) {
    this.most = most;
  }

  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
