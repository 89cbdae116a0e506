package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How full the heap is, by the section {@code Heap:} of {@code VM.info}. */
final class HeapUseSigns {
  private static final Pattern HEAP = Pattern.compile("(?m)^Heap:$");
  private static final Pattern METASPACE = Pattern.compile("(?m)^ ?Metaspace");
  private static final int LONGEST = 4_000;
  private static final Pattern USED =
      Pattern.compile("total (?:reserved (?:\\d+)K, committed )?(\\d{1,12})K, used (\\d{1,12})K");
  private static final Pattern MOST =
      Pattern.compile(
          "(?:Heap Max Capacity: (\\d{1,9})M|Heap address: [^\\n]{0,200}size: (\\d{1,9}) MB)");
  private static final int FULL_PERCENT = 95;

  private HeapUseSigns() {}

  static List<Finding> of(String text, String source) {
    Optional<String> heap = heap(text);
    Matcher most = MOST.matcher(text);
    if (heap.isEmpty() || !most.find()) {
      return List.of();
    }
    long used =
        USED.matcher(heap.get())
            .results()
            .mapToLong(found -> Long.parseLong(found.group(2)) << 10)
            .sum();
    long limit = Long.parseLong(most.group(1) != null ? most.group(1) : most.group(2)) << 20;
    if (limit == 0 || Figures.percent(used, limit) < FULL_PERCENT) {
      return List.of();
    }
    String sentence =
        "The heap is full: %s of %s".formatted(Figures.bytes(used), Figures.bytes(limit));
    String backing = "%s: %d %% in use".formatted(source, Figures.percent(used, limit));
    return List.of(new Finding(Fault.OUT_OF_MEMORY, 40, sentence, List.of(backing)));
  }

  /** The first section of that name alone: a text may say it a million times. */
  private static Optional<String> heap(String text) {
    Matcher heap = HEAP.matcher(text);
    if (!heap.find()) {
      return Optional.empty();
    }
    String after = text.substring(heap.end(), Math.min(text.length(), heap.end() + LONGEST));
    Matcher metaspace = METASPACE.matcher(after);
    return metaspace.find() ? Optional.of(after.substring(0, metaspace.start())) : Optional.empty();
  }
}
