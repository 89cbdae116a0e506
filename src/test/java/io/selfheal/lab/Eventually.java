package io.selfheal.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Waits for what happens outside of this process. The one place that looks again and again: none of
 * these tests depends on how long a thing takes.
 */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private Eventually() {}

  public static void isTrue(String what, Callable<Boolean> condition) throws Exception {
    Callable<Optional<Boolean>> found =
        () -> condition.call() ? Optional.of(true) : Optional.empty();
    get(what, found);
  }

  public static <T> T get(String what, Callable<Optional<T>> source) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    Optional<T> value = source.call();
    while (value.isEmpty()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain for: " + what);
      }
      Thread.sleep(PAUSE.toMillis());
      value = source.call();
    }
    return value.get();
  }
}
