package io.selfheal.safety;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How a gate's sentence says a length of time. */
final class Words {
  private Words() {}

  static String duration(Duration length) {
    String iso = length.truncatedTo(ChronoUnit.SECONDS).toString();
    return iso.substring(2).toLowerCase(Locale.ROOT);
  }
}
