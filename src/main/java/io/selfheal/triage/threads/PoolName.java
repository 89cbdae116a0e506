package io.selfheal.triage.threads;

/** The name that the threads of a pool have in common: {@code http-nio-#-exec-#}. */
final class PoolName {
  private PoolName() {}

  static String of(String name) {
    StringBuilder folded = new StringBuilder();
    boolean digits = false;
    for (int at = 0; at < name.length(); at++) {
      char next = name.charAt(at);
      boolean digit = next >= '0' && next <= '9';
      if (!digit) {
        folded.append(next);
      } else if (!digits) {
        folded.append('#');
      }
      digits = digit;
    }
    return folded.toString();
  }
}
