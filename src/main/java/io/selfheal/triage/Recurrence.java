package io.selfheal.triage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Since when a culprit has been one: what earlier incidents of the same workload say of it. */
final class Recurrence {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Precedent> precedents;

  /**
   * @param precedents the newest first
   */
  Recurrence(List<Precedent> precedents) {
    this.precedents = precedents;
  }

  /** The same finding, which says since when. */
  Finding of(Finding finding) {
    return finding.namesOne() ? compared(finding) : finding;
  }

  private Finding compared(Finding finding) {
    List<Precedent> comparable =
        precedents.stream().filter(precedent -> precedent.couldName(finding)).toList();
    if (comparable.isEmpty()) {
      return finding;
    }
    List<Precedent> named =
        comparable.stream()
            .takeWhile(precedent -> precedent.culprit(finding.culprit().name()).isPresent())
            .toList();
    return named.isEmpty() ? isNew(finding, comparable.get(0)) : again(finding, named);
  }

  /** A sign is too weak for saying that there was none. */
  private static Finding isNew(Finding finding, Precedent last) {
    return finding.conclusive()
        ? finding.saying(
            "new: not found at the previous incident, " + time(last.at()),
            line(last, "it was not found"))
        : finding;
  }

  private static Finding again(Finding finding, List<Precedent> named) {
    Precedent last = named.get(0);
    String amount = last.culprit(finding.culprit().name()).orElseThrow().amount();
    Instant first = named.get(named.size() - 1).at();
    String since =
        named.size() == 1
            ? "as at the previous incident, " + time(first)
            : "as at the previous %d incidents, since %s".formatted(named.size(), time(first));
    return finding.saying(since, line(last, amount));
  }

  private static String line(Precedent precedent, String what) {
    return "incident %s of %s: %s".formatted(precedent.incident(), time(precedent.at()), what);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
