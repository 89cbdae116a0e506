package io.selfheal.reliability.matrix;

import io.selfheal.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** The time of a simulation, and what is to happen when. */
final class Timeline {
  private record Event(Instant at, long order, Runnable what) {}

  private final ManualClock clock = ManualClock.at("2026-11-21T03:00:00Z");
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
  private long order;

  ManualClock clock() {
    return clock;
  }

  Instant now() {
    return clock.instant();
  }

  void in(Duration length, Runnable what) {
    order++;
    events.add(new Event(now().plus(length), order, what));
  }

  void inSeconds(int seconds, Runnable what) {
    in(Duration.ofSeconds(seconds), what);
  }

  /** Lets time pass, with all that happens meanwhile. */
  void pass(Duration length) {
    Instant end = now().plus(length);
    while (!events.isEmpty() && !events.peek().at.isAfter(end)) {
      Event next = events.poll();
      moveTo(next.at);
      next.what.run();
    }
    moveTo(end);
  }

  private void moveTo(Instant then) {
    if (then.isAfter(now())) {
      clock.advance(Duration.between(now(), then));
    }
  }

  Optional<Instant> next() {
    return Optional.ofNullable(events.peek()).map(Event::at);
  }

  boolean over() {
    return events.isEmpty();
  }
}
