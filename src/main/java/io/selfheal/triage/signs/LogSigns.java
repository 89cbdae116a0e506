package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The errors of a log, those of one shape told as one. */
final class LogSigns {
  private static final int MOST = 3;

  /** Errors of one shape, where the last one stands, and the first place in the code below it. */
  private record Group(LogError error, int count, int last, Optional<String> place) {
    Group and(int line, Optional<String> where) {
      return new Group(error, count + 1, line, place.or(() -> where));
    }
  }

  private LogSigns() {}

  static List<Finding> of(List<String> lines, String source) {
    Map<LogError, Group> groups = new LinkedHashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      int line = at;
      LogError.of(lines.get(at))
          .ifPresent(
              error ->
                  groups.merge(
                      error, first(error, lines, line), (old, one) -> old.and(line, one.place())));
    }
    return findings(groups, lines.size(), source);
  }

  private static Group first(LogError error, List<String> lines, int at) {
    return new Group(error, 1, at, LogError.place(lines, at + 1));
  }

  private static List<Finding> findings(Map<LogError, Group> groups, int lines, String source) {
    List<Finding> findings = new ArrayList<>();
    groups.values().stream()
        .filter(group -> group.error().fault() != Fault.LOGGED_ERROR)
        .forEach(group -> findings.add(finding(group, lines, source, group.error().confidence())));
    List<Group> others =
        groups.values().stream()
            .filter(group -> group.error().fault() == Fault.LOGGED_ERROR)
            .sorted(Comparator.comparingInt(Group::count).thenComparing(Group::last).reversed())
            .limit(MOST)
            .toList();
    for (int rank = 0; rank < others.size(); rank++) {
      findings.add(
          finding(
              others.get(rank), lines, source, others.get(rank).error().confidence() - 5 * rank));
    }
    return findings;
  }

  private static Finding finding(Group group, int lines, String source, int confidence) {
    String sentence =
        "The log has %s %s".formatted(group.error().text(), Figures.times(group.count()));
    List<String> backing = new ArrayList<>();
    backing.add(
        "%s: %s, the last in line %s of %s"
            .formatted(
                source,
                Figures.times(group.count()),
                Figures.count(group.last() + 1L),
                Figures.count(lines)));
    group.place().ifPresent(where -> backing.add(source + ": first seen at " + where));
    return new Finding(group.error().fault(), confidence, sentence, backing);
  }
}
