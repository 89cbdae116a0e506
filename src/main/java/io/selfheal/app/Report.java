package io.selfheal.app;

import java.io.PrintStream;

/** Says all mistakes of the configuration at once. */
final class Report {
  private Report() {}

  /**
   * @return whether there were any
   */
  static boolean mistakes(Configuration configuration, PrintStream out) {
    int count = configuration.problems().size();
    if (count == 0) {
      return false;
    }
    out.println("The configuration has " + count + (count == 1 ? " mistake:" : " mistakes:"));
    configuration.problems().forEach(problem -> out.println("  " + problem));
    return true;
  }
}
