package io.selfheal.notification;

import java.time.Duration;

/**
 * How long a message that failed rests. What only a person can mend is asked seldom, but is asked:
 * once the token is right again, what was missed is said.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FIRST_AFTER_MISTAKE = Duration.ofMinutes(1);
  private static final Duration LONGEST_AFTER_MISTAKE = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 10;

  private Backoff() {}

  static Duration after(NotificationException failure, int attempts) {
    Duration ours =
        failure.retryable()
            ? doubled(FIRST, attempts, LONGEST)
            : doubled(FIRST_AFTER_MISTAKE, attempts, LONGEST_AFTER_MISTAKE);
    return failure.retryAfter().orElse(ours);
  }

  private static Duration doubled(Duration first, int attempts, Duration longest) {
    Duration rest = first.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
    return rest.compareTo(longest) < 0 ? rest : longest;
  }
}
