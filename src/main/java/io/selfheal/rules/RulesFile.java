package io.selfheal.rules;

import io.selfheal.config.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file of the rules, {@code rules: [...]}; docs/rules.md has every key and its default. */
public final class RulesFile {
  private final Set<String> names = new HashSet<>();
  private final Map<Condition, String> conditions = new HashMap<>();

  private RulesFile() {}

  /** The rules in their order; what is wrong with them is noted at its place in the section. */
  public static List<Rule> read(Section root) {
    RulesFile file = new RulesFile();
    List<Rule> rules = root.sections("rules").stream().map(file::rule).toList();
    if (rules.isEmpty() && root.empty("rules")) {
      root.problem("rules", "a list of at least one rule");
    }
    root.done();
    return rules;
  }

  private Rule rule(Section section) {
    Rule rule = RuleReader.read(section);
    if (!rule.name().isEmpty() && !names.add(rule.name())) {
      section.problem("name", "a name that no earlier rule has");
    }
    String winner = conditions.putIfAbsent(rule.when(), rule.name());
    if (winner != null && !rule.when().empty()) {
      section.problem(
          "when", "another condition: rule " + winner + " has the same and comes first");
    }
    return rule;
  }
}
