package io.selfheal.reliability.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What happened, a line each, for one who looks at a single run. */
final class Trace {
  private final StringBuilder lines = new StringBuilder();
  private final boolean kept;
  private final Timeline timeline;
  private final Instant start;

  Trace(boolean kept, Timeline timeline) {
    this.kept = kept;
    this.timeline = timeline;
    this.start = timeline.now();
  }

  void say(Supplier<String> line) {
    if (kept) {
      long seconds = Duration.between(start, timeline.now()).toSeconds();
      lines.append(String.format("%5d s  %s%n", seconds, line.get()));
    }
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
