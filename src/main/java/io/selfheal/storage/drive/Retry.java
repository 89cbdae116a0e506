package io.selfheal.storage.drive;

import io.selfheal.evidence.Pause;
import io.selfheal.storage.StorageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries again while the trouble is of the passing kind, a few times only: the caller comes back
 * later. The waits double and are jittered; what Drive asks for in Retry-After goes first.
 */
record Retry(Pause pause, Clock clock, RandomGenerator random, int attempts) {
  static final int ATTEMPTS = 5;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  Retry(Pause pause, Clock clock, RandomGenerator random) {
    this(pause, clock, random, ATTEMPTS);
  }

  /** The same without a second attempt: for whoever wants to know how it stands now. */
  Retry once() {
    return new Retry(pause, clock, random, 1);
  }

  /** One attempt, from the beginning; it finds out itself what the one before it has done. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws DriveTrouble, StorageException, InterruptedException;
  }

  <T> T run(Attempt<T> attempt) throws StorageException, InterruptedException {
    for (int failed = 1; ; failed++) {
      stopIfInterrupted();
      try {
        return attempt.run();
      } catch (DriveTrouble trouble) {
        pause.pause(wait(trouble, failed));
      }
    }
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private Duration wait(DriveTrouble trouble, int failed) throws StorageException {
    Optional<Duration> asked = trouble.retryAfter().flatMap(this::length);
    boolean tooLong = asked.filter(length -> length.compareTo(LONGEST) > 0).isPresent();
    if (!trouble.reason().retryable() || failed == attempts || tooLong) {
      throw trouble.error();
    }
    return asked.orElseGet(() -> jittered(FIRST.multipliedBy(1L << (failed - 1))));
  }

  /** Between half of the length and all of it. */
  private Duration jittered(Duration length) {
    long half = length.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }

  private Optional<Duration> length(String retryAfter) {
    try {
      return Optional.of(
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : untilDate(retryAfter));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Duration untilDate(String text) {
    Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Duration length = Duration.between(clock.instant(), date);
    return length.isNegative() ? Duration.ZERO : length;
  }
}
