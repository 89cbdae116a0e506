package io.selfheal.rules;

import io.selfheal.alert.Alert;
import java.util.List;
import java.util.Optional;

/** All rules in their order: the first that matches wins. */
public final class RuleBook {
  private final LabelNames names;
  private final List<Rule> rules;

  public RuleBook(LabelNames names, List<Rule> rules) {
    this.names = names;
    this.rules = List.copyOf(rules);
  }

  /** A rule that cannot be decided ends the search: no later rule may act in its place. */
  public RuleDecision decide(Alert alert) {
    Subject subject = names.subjectOf(alert.labels());
    for (Rule rule : rules) {
      try {
        if (rule.when().holds(alert, subject)) {
          return new RuleMatch(rule, subject);
        }
      } catch (UndecidedException e) {
        return new NoMatch("cannot decide rule " + rule.name() + ": " + e.getMessage());
      }
    }
    return new NoMatch(
        "no rule matches priority '" + subject.priority() + "' and this alert's name and labels");
  }

  public Optional<Rule> rule(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  public Subject subjectOf(Alert alert) {
    return names.subjectOf(alert.labels());
  }

  public List<Rule> rules() {
    return rules;
  }
}
