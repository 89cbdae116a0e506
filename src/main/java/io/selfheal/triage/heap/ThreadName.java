package io.selfheal.triage.heap;

import java.util.regex.Pattern;

/** A thread's name without what may be a secret in it: mail addresses, tokens, long numbers. */
final class ThreadName {
  private static final int LONGEST = 60;
  private static final Pattern SECRET =
      Pattern.compile(
          "[\\w.+-]+@[\\w.-]+|(?=[A-Za-z0-9_+/=-]*\\d)[A-Za-z0-9_+/=]{20,}|\\d{6,}|(?i)(key|token|secret|password)[=:]\\S+");

  private ThreadName() {}

  static String shown(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}`]", "?");
    String masked = SECRET.matcher(clean).replaceAll("***");
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
  }
}
