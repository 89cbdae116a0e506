package io.selfheal.evidence.jcmd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds in a log what a JVM prints at SIGQUIT: the time, the threads, the deadlocks, and the heap,
 * which is left out. Lines of others that came between the threads and the heap are left out too.
 */
final class LoggedThreadDump {
  private static final String OPENING = "Full thread dump ";
  private static final String AFTER = "Heap";
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

  private LoggedThreadDump() {}

  /** The last one that is complete, with its newline. */
  static Optional<String> newest(String log) {
    List<String> lines = log.lines().toList();
    return IntStream.iterate(lines.size() - 1, at -> at >= 0, at -> at - 1)
        .filter(at -> lines.get(at).startsWith(OPENING))
        .mapToObj(at -> dump(lines, at))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> dump(List<String> lines, int opening) {
    int heap = opening + lines.subList(opening, lines.size()).indexOf(AFTER);
    if (heap < opening) {
      return Optional.empty();
    }
    int from =
        opening > 0 && TIME.matcher(lines.get(opening - 1)).matches() ? opening - 1 : opening;
    return IntStream.iterate(heap, at -> at > opening, at -> at - 1)
        .filter(at -> TextCheck.THREAD_DUMP_END.matcher(lines.get(at)).matches())
        .mapToObj(end -> String.join("\n", lines.subList(from, end + 1)) + "\n")
        .findFirst();
  }
}
