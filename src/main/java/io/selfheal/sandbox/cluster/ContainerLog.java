package io.selfheal.sandbox.cluster;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a container printed; older ones are forgotten. */
final class ContainerLog {
  private static final int MOST_LINES = 10_000;

  private final Deque<Line> lines = new ArrayDeque<>();

  private record Line(Instant at, String text) {
    String print(boolean timestamps) {
      return (timestamps ? at + " " : "") + text + "\n";
    }
  }

  synchronized void add(Instant at, String text) {
    lines.addLast(new Line(at, text));
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
  }

  synchronized String text(LogRequest request) {
    Instant since = request.since().orElse(Instant.MIN);
    List<Line> all = lines.stream().filter(line -> !line.at().isBefore(since)).toList();
    int from = Math.max(0, all.size() - Math.min(request.tailLines(), all.size()));
    StringBuilder text = new StringBuilder();
    all.subList(from, all.size()).forEach(line -> text.append(line.print(request.timestamps())));
    return text.toString();
  }
}
