package io.selfheal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.config.Section;
import io.selfheal.config.Slug;
import io.selfheal.rules.TextMatcher.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a rule's {@code when}. An empty one is a mistake: it would take every alert there is. */
final class ConditionReader {
  private static final String MATCHER =
      "a text, or a mapping with one of equals, contains, matches";

  private ConditionReader() {}

  static Condition read(Section rule) {
    refuseEmpty(rule, "when", "a condition: priority, alertname, labels");
    Section when = rule.section("when");
    Condition condition =
        new Condition(matcher(when, "priority"), matcher(when, "alertname"), labels(when));
    when.done();
    return condition;
  }

  private static Map<String, TextMatcher> labels(Section when) {
    if (when.keys().contains("labels")) {
      refuseEmpty(when, "labels", "at least one label");
    }
    Map<String, TextMatcher> labels = new LinkedHashMap<>();
    Section section = when.section("labels");
    for (String name : section.keys()) {
      matcher(section, name).ifPresent(matcher -> labels.put(name, matcher));
    }
    return labels;
  }

  private static void refuseEmpty(Section parent, String key, String expected) {
    if (!parent.has(key) || parent.empty(key)) {
      parent.problem(key, expected);
    }
  }

  static Optional<TextMatcher> matcher(Section parent, String key) {
    JsonNode value = parent.raw(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isArray()) {
      parent.problem(key, MATCHER);
      return Optional.empty();
    }
    Section section = parent.section(key, Slug.of(Kind.EQUALS));
    boolean caseSensitive = section.flag("caseSensitive", false);
    List<Kind> said = kinds(section);
    section.done();
    if (said.size() != 1) {
      parent.problem(key, MATCHER);
      return Optional.empty();
    }
    return compiled(section, said.get(0), caseSensitive);
  }

  private static List<Kind> kinds(Section section) {
    return Stream.of(Kind.values())
        .filter(kind -> !section.raw(Slug.of(kind)).isMissingNode())
        .toList();
  }

  private static Optional<TextMatcher> compiled(Section section, Kind kind, boolean caseSensitive) {
    String text = section.requiredString(Slug.of(kind), "a text that is not empty");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TextMatcher.of(kind, text, caseSensitive));
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " near character " + (e.getIndex() + 1);
      section.problem(Slug.of(kind), "a regular expression, but: " + e.getDescription() + where);
      return Optional.empty();
    }
  }
}
