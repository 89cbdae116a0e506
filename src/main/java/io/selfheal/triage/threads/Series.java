package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first and the last dump of a JVM, and what a thread did in between. */
final class Series {
  /**
   * What a thread that waited all the time may have used meanwhile. One that went on and waits
   * again has used more: a single wake-up costs some 50 microseconds, and the dump counts in tens.
   */
  private static final Duration STILL = Duration.ofNanos(150_000);

  private final ThreadDump first;
  private final ThreadDump last;
  private final int dumps;
  private final Map<ThreadId, JavaThread> before = new HashMap<>();

  private Series(ThreadDump first, ThreadDump last, int dumps) {
    this.first = first;
    this.last = last;
    this.dumps = dumps;
    if (dumps > 1) {
      first.threads().forEach(thread -> before.put(thread.id(), thread));
    }
  }

  static Series of(List<ThreadDump> dumps) {
    return new Series(dumps.get(0), dumps.get(dumps.size() - 1), dumps.size());
  }

  ThreadDump first() {
    return first;
  }

  ThreadDump last() {
    return last;
  }

  boolean single() {
    return dumps == 1;
  }

  Optional<JavaThread> before(JavaThread thread) {
    return Optional.ofNullable(before.get(thread.id()));
  }

  /** The processor time that it used since the first dump. */
  Optional<Duration> used(JavaThread thread) {
    return before(thread)
        .flatMap(
            then ->
                thread
                    .times()
                    .cpu()
                    .flatMap(now -> then.times().cpu().map(now::minus))
                    .filter(used -> !used.isNegative()));
  }

  Optional<Duration> window(JavaThread thread) {
    return before(thread)
        .flatMap(
            then ->
                thread
                    .times()
                    .elapsed()
                    .flatMap(now -> then.times().elapsed().map(now::minus))
                    .filter(passed -> !passed.isNegative() && !passed.isZero()));
  }

  /** The part of one processor that it used, where the dumps are far enough apart to say so. */
  Optional<Double> share(JavaThread thread) {
    return window(thread)
        .filter(passed -> passed.compareTo(SHORTEST) >= 0)
        .flatMap(passed -> used(thread).map(used -> (double) used.toNanos() / passed.toNanos()));
  }

  /** Times are told in hundredths of a second: over less than this they say little. */
  private static final Duration SHORTEST = Duration.ofMillis(250);

  /** Whether it waits in the last dump as it did in the first, and did not go on in between. */
  boolean still(JavaThread thread) {
    return before(thread).filter(then -> then.stack().equals(thread.stack())).isPresent()
        && used(thread).filter(used -> used.compareTo(STILL) <= 0).isPresent();
  }

  /** As {@link #still}, also where nobody tells what processor time it used. */
  boolean stays(JavaThread thread) {
    return again(thread) && used(thread).filter(used -> used.compareTo(STILL) > 0).isEmpty();
  }

  /** Whether it is at the same call as in the first dump, whatever it did in between. */
  boolean again(JavaThread thread) {
    return before(thread).filter(then -> then.stack().equals(thread.stack())).isPresent();
  }
}
