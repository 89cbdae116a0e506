package io.selfheal.triage.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of threads have in common: {@code http-nio-8080-exec-#}. */
final class PoolName {
  private static final Pattern DIGITS = Pattern.compile("[0-9]++");
  private static final String FOLDED = "#";

  private PoolName() {}

  /** The last number counts the threads of a pool; those before it tell pools from each other. */
  static String of(String name) {
    int end = name.length();
    while (end > 0 && !digit(name.charAt(end - 1))) {
      end--;
    }
    int from = end;
    while (from > 0 && digit(name.charAt(from - 1))) {
      from--;
    }
    return from == end ? name : name.substring(0, from) + FOLDED + name.substring(end);
  }

  /** Without any number: pools that were made one after the other have one family. */
  static String family(String name) {
    return DIGITS.matcher(name).replaceAll(FOLDED);
  }

  /** Of threads of one family: with the numbers that are the same in all of their names. */
  static String common(List<String> names) {
    List<String> numbers = numbers(names.get(0));
    for (String name : names) {
      List<String> others = numbers(name);
      for (int at = 0; at < Math.min(numbers.size(), others.size()); at++) {
        if (!numbers.get(at).equals(others.get(at))) {
          numbers.set(at, FOLDED);
        }
      }
    }
    int[] at = {0};
    return DIGITS
        .matcher(names.get(0))
        .replaceAll(found -> Matcher.quoteReplacement(numbers.get(at[0]++)));
  }

  private static List<String> numbers(String name) {
    List<String> numbers = new ArrayList<>();
    DIGITS.matcher(name).results().forEach(found -> numbers.add(found.group()));
    return numbers;
  }

  private static boolean digit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
