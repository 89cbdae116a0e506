package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collector's own lines in a log, as {@code -Xlog:gc} prints them. */
final class GcLogSigns {
  private static final Pattern PAUSE =
      Pattern.compile(
          "\\[(?<at>\\d{1,9}\\.\\d{3})s](?:\\[[^\\[\\]]{0,80}]){0,9}+ {0,9}GC\\(\\d{1,9}\\)"
              + " Pause (?<kind>Full|Young|Remark|Cleanup).{0,200}"
              + " (?<before>\\d{1,9})M->(?<after>\\d{1,9})M\\((?<size>\\d{1,9})M\\)"
              + " (?<took>\\d{1,9}\\.\\d{1,4})ms");
  private static final int LEAST_FULL = 5;
  private static final double LEAST_SHARE = 0.3;

  /** In seconds and MiB. */
  private record Collection(double at, boolean full, long freed, long size, double took) {
    boolean vain() {
      return full && freed * 10 <= size;
    }
  }

  private GcLogSigns() {}

  static List<Finding> of(List<String> lines, String source) {
    List<Collection> all =
        lines.stream()
            .filter(line -> line.contains(" Pause "))
            .flatMap(line -> collection(line).stream())
            .toList();
    long vain = all.stream().filter(Collection::vain).count();
    double window = all.isEmpty() ? 0 : all.get(all.size() - 1).at() - all.get(0).at();
    double paused = all.stream().mapToDouble(Collection::took).sum();
    if (vain < LEAST_FULL || window <= 0 || paused < LEAST_SHARE * window) {
      return List.of();
    }
    List<String> backing = new ArrayList<>();
    backing.add(
        source + String.format(Locale.ROOT, ": %.1f s of %.1f s in pauses", paused, window));
    backing.add(
        "%s: %s full collections that freed less than a tenth"
            .formatted(source, Figures.count(vain)));
    String sentence =
        "The JVM spent %d %% of its time in garbage collection, to little effect"
            .formatted(Math.min(100, Math.round(100 * paused / window)));
    return List.of(new Finding(Fault.GC_THRASH, 55, sentence, backing));
  }

  private static Optional<Collection> collection(String line) {
    Matcher found = PAUSE.matcher(line);
    if (!found.find()) {
      return Optional.empty();
    }
    long before = Long.parseLong(found.group("before"));
    long after = Long.parseLong(found.group("after"));
    return Optional.of(
        new Collection(
            Double.parseDouble(found.group("at")),
            found.group("kind").equals("Full"),
            before - after,
            Long.parseLong(found.group("size")),
            Double.parseDouble(found.group("took")) / 1000));
  }
}
