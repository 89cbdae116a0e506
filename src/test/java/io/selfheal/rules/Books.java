package io.selfheal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.Alert;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import java.nio.file.Path;
import java.util.List;

/** Rule books out of files. */
final class Books {
  private Books() {}

  static RuleBook read(Path file) {
    Problems problems = new Problems(file.toString());
    List<Rule> rules = RulesFile.read(ConfigFile.read(file, problems));
    assertEquals(List.of(), problems.found());
    return new RuleBook(LabelNames.DEFAULT, rules);
  }

  /** The rule's name, or null for no match. */
  static String ruleFor(RuleBook book, Alert alert) {
    return book.decide(alert) instanceof RuleMatch match ? match.rule().name() : null;
  }
}
