package io.selfheal.kubernetes;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many questions in a row the API server failed at: it answered 5xx, or not at all. Any other
 * answer is one of a server that works. Commands in pods count for nothing, as their errors are
 * mostly the kubelet's.
 */
final class ErrorStreak {
  private static final int SERVER_ERROR = 500;

  private final AtomicInteger errors = new AtomicInteger();

  void answered(int code) {
    if (code >= SERVER_ERROR) {
      errors.incrementAndGet();
    } else {
      errors.set(0);
    }
  }

  /** A token of ours that cannot be read says nothing of the server. */
  void unanswered(ClusterException failure) {
    if (failure.reason() != ClusterException.Reason.UNAUTHORIZED) {
      errors.incrementAndGet();
    }
  }

  int length() {
    return errors.get();
  }
}
