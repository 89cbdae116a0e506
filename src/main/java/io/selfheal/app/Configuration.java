package io.selfheal.app;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.config.Section;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RulesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Both configuration files, read and checked.
 *
 * @param problems every mistake in both of them; with any, the rest is not to be used
 */
public record Configuration(
    Path file, ResponderConfig responder, RuleBook rules, List<Problem> problems) {
  public Configuration {
    problems = List.copyOf(problems);
  }

  /** As for a service that takes alerts from authenticated senders only. */
  public static Configuration load(Path file, Map<String, String> env) {
    return load(file, env, Senders.AUTHENTICATED);
  }

  /**
   * Reads {@code responder.yaml} and the rules file that it names.
   *
   * @param env the process's environment
   */
  public static Configuration load(Path file, Map<String, String> env, Senders senders) {
    Path absolute = file.toAbsolutePath();
    Problems problems = new Problems(file.toString());
    Section root = ConfigFile.read(absolute, problems);
    ResponderConfig responder = ResponderConfig.read(root, absolute.getParent(), env);
    CredentialChecks.check(root, responder.doors(), senders);
    Path rulesFile = responder.policy().rulesFile();
    Problems rulesProblems = new Problems(rulesFile.toString());
    List<Rule> rules = RulesFile.read(ConfigFile.read(rulesFile, rulesProblems));
    List<Problem> all = new ArrayList<>(problems.found());
    all.addAll(rulesProblems.found());
    return new Configuration(
        absolute, responder, new RuleBook(responder.policy().labels(), rules), all);
  }
}
