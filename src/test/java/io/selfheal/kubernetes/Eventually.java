package io.selfheal.kubernetes;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asks a live cluster again until it is so: its controllers take their time. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private Eventually() {}

  static void holds(String what, Callable<Boolean> condition) throws Exception {
    present(what, () -> condition.call() ? Optional.of(what) : Optional.empty());
  }

  static <T> T present(String what, Callable<Optional<T>> question) throws Exception {
    long last = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> answer = question.call();
    while (answer.isEmpty() && System.nanoTime() - last < 0) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      answer = question.call();
    }
    return answer.orElseThrow(() -> new AssertionError("never came true: " + what));
  }
}
