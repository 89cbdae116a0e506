package io.selfheal.triage.report;

import java.util.Locale;

/** Text as a page may hold it: nothing that comes from elsewhere is markup. */
final class Html {
  private Html() {}

  static String text(String foreign) {
    StringBuilder safe = new StringBuilder(foreign.length() + 16);
    foreign.codePoints().forEach(sign -> safe.append(escaped(sign)));
    return safe.toString();
  }

  /** What a sentence has in backticks is code. */
  static String sentence(String foreign) {
    return text(foreign).replaceAll("`([^`]{1,500})`", "<code>$1</code>");
  }

  /** A share of 100, as an attribute has it. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", share);
  }

  static String pixels(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  private static String escaped(int sign) {
    return switch (sign) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> Character.isISOControl(sign) ? " " : Character.toString(sign);
    };
  }
}
