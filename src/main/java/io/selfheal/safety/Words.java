package io.selfheal.safety;

import java.time.Duration;

/** How a gate's sentence says a length of time. */
final class Words {
  private Words() {}

  static String duration(Duration length) {
    String iso = length.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    return iso.substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
