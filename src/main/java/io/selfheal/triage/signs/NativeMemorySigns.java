package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code VM.native_memory summary} says: which part of the JVM is large that should not be.
 */
final class NativeMemorySigns {
  private static final Pattern PART =
      Pattern.compile("(?m)^- +([A-Z][\\w ]*?) \\(reserved=\\d+KB, committed=(\\d{1,12})KB");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total: .*committed=(\\d{1,12})KB");

  /** Direct buffers are counted there. */
  private static final String OTHER = "Other";

  /** What is as large as the heap and the program make it. */
  private static final Set<String> EXPECTED = Set.of("Java Heap", "GC", "Shared class space");

  private static final long LEAST = 64L << 20;
  private static final int LEAST_PERCENT = 25;

  /** More than four such parts are more than the whole. */
  private static final int MOST = 4;

  private NativeMemorySigns() {}

  static List<Finding> of(String text, String source) {
    long total =
        TOTAL.matcher(text).results().findFirst().map(found -> bytes(found.group(1))).orElse(0L);
    return parts(text).entrySet().stream()
        .filter(part -> !EXPECTED.contains(part.getKey()))
        .filter(
            part ->
                part.getValue() >= LEAST
                    && Figures.percent(part.getValue(), Math.max(1, total)) >= LEAST_PERCENT)
        .limit(MOST)
        .map(part -> finding(part.getKey(), part.getValue(), total, source))
        .toList();
  }

  private static Finding finding(String part, long bytes, long total, String source) {
    String share =
        "%s: %s of %s committed, %d %%"
            .formatted(
                source,
                Figures.bytes(bytes),
                Figures.bytes(total),
                Figures.percent(bytes, Math.max(1, total)));
    if (part.equals(OTHER)) {
      String sentence = "Direct buffers hold " + Figures.bytes(bytes) + " outside of the heap";
      return new Finding(Fault.DIRECT_MEMORY, 50, sentence, List.of(share));
    }
    String sentence = "`%s` is %s of the JVM's native memory".formatted(part, Figures.bytes(bytes));
    return new Finding(Fault.NATIVE_MEMORY, 45, sentence, List.of(share));
  }

  private static Map<String, Long> parts(String text) {
    Map<String, Long> parts = new LinkedHashMap<>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      parts.putIfAbsent(part.group(1), bytes(part.group(2)));
    }
    return parts;
  }

  private static long bytes(String kibibytes) {
    return Long.parseLong(kibibytes) << 10;
  }
}
