package io.selfheal.triage;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a run of letters and digits is made of: {@code ForkJoinPool} of three words, a key of nearly
 * as many as it has signs.
 *
 * @param length its letters and digits
 * @param words parts that begin with a capital letter, are all capitals, or are digits
 * @param digits parts that are digits
 * @param mixed whether it has both small and capital letters
 */
record Letters(int length, int words, int digits, boolean mixed) {
  private static final Pattern PARTS = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\\d+");

  static Letters of(String run) {
    List<String> parts = PARTS.matcher(run).results().map(MatchResult::group).toList();
    return new Letters(
        parts.stream().mapToInt(String::length).sum(),
        parts.size(),
        (int) parts.stream().filter(part -> Character.isDigit(part.charAt(0))).count(),
        !run.toLowerCase(Locale.ROOT).equals(run) && !run.toUpperCase(Locale.ROOT).equals(run));
  }

  /** Above 3 for names. */
  double perWord() {
    return words == 0 ? 0 : (double) length / words;
  }
}
