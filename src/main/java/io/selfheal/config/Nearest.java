package io.selfheal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /** What to expect instead of an unknown key. */
  static String to(String key, Collection<String> known) {
    if (known.isEmpty()) {
      return "no key here";
    }
    String keys = "one of " + String.join(", ", known);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(candidate -> distance(key, candidate) <= Math.max(1, candidate.length() / 3))
        .map(candidate -> keys + "; did you mean " + candidate + "?")
        .orElse(keys);
  }

  /** Levenshtein's, blind to case, hyphens and underscores. */
  private static int distance(String one, String other) {
    String a = folded(one);
    String b = folded(other);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String folded(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
