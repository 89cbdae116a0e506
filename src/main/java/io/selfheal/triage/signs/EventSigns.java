package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The warnings among a pod's events, as the responder writes them: a line that says when, what and
 * who, and the message below it, indented.
 */
final class EventSigns {
  private static final Pattern EVENT =
      Pattern.compile(
          "(?<last>\\d{4}-\\d\\d-\\d\\dT\\S+)  (?<type>\\w+)  (?<reason>\\w+)(?:  (?<count>\\d+)"
              + " times(?: since \\S+)?)?.*");
  private static final Pattern PROBE =
      Pattern.compile("(?i)(liveness|readiness|startup) probe (?:failed|errored)");
  private static final Pattern PART =
      Pattern.compile("spec\\.(?:init)?[cC]ontainers\\{([^}]{1,100})}");
  private static final int MOST = 3;

  /** One line and what is said below it. */
  private record Event(
      String last, String type, String reason, int count, String about, String message) {
    boolean warns() {
      return type.equals("Warning");
    }

    Optional<String> probe() {
      Matcher probe = PROBE.matcher(message);
      return reason.equals("Unhealthy") && probe.find()
          ? Optional.of(probe.group(1).toLowerCase(Locale.ROOT))
          : Optional.empty();
    }

    String what() {
      return probe().map(probe -> probe + " probe").orElse(reason) + about;
    }
  }

  /** Events of one kind. */
  private record Warning(Event latest, int count) {
    Warning and(Event next) {
      return new Warning(next, count + next.count());
    }
  }

  private EventSigns() {}

  static List<Finding> of(String text, String source) {
    Map<String, Warning> warnings = new LinkedHashMap<>();
    for (Event event : events(text)) {
      if (event.warns()) {
        warnings.merge(
            event.what(), new Warning(event, event.count()), (old, one) -> old.and(event));
      }
    }
    return warnings.values().stream()
        .sorted((one, other) -> Integer.compare(other.count(), one.count()))
        .limit(MOST)
        .map(warning -> finding(warning, source))
        .toList();
  }

  private static Finding finding(Warning warning, String source) {
    Event event = warning.latest();
    String backing =
        "%s: %s, the last at %s".formatted(source, Figures.times(warning.count()), event.last());
    Optional<String> probe = event.probe();
    if (probe.isPresent()) {
      String sentence =
          "The %s probe%s failed %s"
              .formatted(probe.get(), event.about(), Figures.times(warning.count()));
      int confidence = probe.get().equals("readiness") ? 20 : 30;
      return new Finding(Fault.PROBE_FAILURE, confidence, sentence, List.of(backing));
    }
    return other(warning, backing);
  }

  private static Finding other(Warning warning, String backing) {
    Event event = warning.latest();
    if (event.reason().contains("OOM")) {
      return new Finding(
          Fault.OOM_KILLED,
          45,
          "The node ran out of memory and killed a process" + event.about(),
          List.of(backing));
    }
    String sentence =
        "Kubernetes warned of %s%s %s"
            .formatted(event.reason(), event.about(), Figures.times(warning.count()));
    return new Finding(Fault.WARNING_EVENT, 15, sentence, List.of(backing));
  }

  private static List<Event> events(String text) {
    List<Event> all = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      Matcher found = EVENT.matcher(lines.get(at));
      if (found.matches()) {
        all.add(event(found, message(lines, at + 1)));
      }
    }
    return all;
  }

  private static Event event(Matcher found, String message) {
    Matcher part = PART.matcher(found.group());
    return new Event(
        found.group("last"),
        found.group("type"),
        found.group("reason"),
        found.group("count") == null ? 1 : number(found.group("count")),
        part.find() ? " of `" + part.group(1) + "`" : "",
        message);
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static String message(List<String> lines, int from) {
    StringBuilder message = new StringBuilder();
    for (int at = from; at < lines.size() && lines.get(at).startsWith("    "); at++) {
      message.append(lines.get(at).strip()).append(' ');
    }
    return message.toString();
  }
}
