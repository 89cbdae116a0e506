package io.selfheal.triage.corpus;

import java.util.regex.Pattern;

/** An expression takes an exponential time for a text that it does not match. */
final class Backtracking {
  private static final Pattern SLOW = Pattern.compile("(.*a){20}b");
  private static final Pattern FAST = Pattern.compile("a*+b");

  private Backtracking() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CorpusProgram.daemon("validator", () -> validateAll(sick ? SLOW : FAST));
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void validateAll(Pattern pattern) {
    while (true) {
      validate(pattern, "a".repeat(80) + "c");
      Pause.millis(10);
    }
  }

  private static boolean validate(Pattern pattern, String text) {
    return pattern.matcher(text).matches();
  }
}
