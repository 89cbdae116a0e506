package io.selfheal.sandbox.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A label selector as the API takes it in a query: equality-based and set-based. */
final class LabelSelector {
  private static final Pattern COMMA_OUTSIDE_BRACKETS = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern EQUALITY = Pattern.compile("([^=!]+?)\\s*(==|=|!=)\\s*(.*)");
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\((.*)\\)");

  private LabelSelector() {}

  static Predicate<Map<String, String>> parse(String selector) {
    List<Predicate<Map<String, String>>> all = new ArrayList<>();
    for (String part : COMMA_OUTSIDE_BRACKETS.split(selector, -1)) {
      if (!part.isBlank()) {
        all.add(requirement(part.strip()));
      }
    }
    return labels -> all.stream().allMatch(one -> one.test(labels));
  }

  private static Predicate<Map<String, String>> requirement(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      return membership(set.group(1), set.group(2), set.group(3));
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      String kind = equality.group(2).equals("!=") ? "notin" : "in";
      return membership(equality.group(1), kind, equality.group(3));
    }
    return text.startsWith("!")
        ? labels -> !labels.containsKey(text.substring(1).strip())
        : labels -> labels.containsKey(text);
  }

  /** A label that is missing is in no set. */
  private static Predicate<Map<String, String>> membership(String key, String kind, String values) {
    Set<String> wanted =
        Arrays.stream(values.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    boolean in = kind.equals("in");
    return labels -> in == (labels.containsKey(key) && wanted.contains(labels.get(key)));
  }
}
