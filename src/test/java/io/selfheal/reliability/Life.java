package io.selfheal.reliability;

import java.time.Duration;
import java.util.Optional;

/**
 * What one process did between its start and its kill.
 *
 * @param acknowledged alerts
 * @param ready from the start to the first 200 on /readyz
 * @param wentOn from the start to the first step of an incident that is older than the process
 */
record Life(long seed, int acknowledged, Optional<Duration> ready, Optional<Duration> wentOn) {
  private static final String NONE = "-";

  String line() {
    return seed + " " + acknowledged + " " + text(ready) + " " + text(wentOn);
  }

  static Life parse(String line) {
    String[] words = line.split(" ", -1);
    return new Life(
        Long.parseLong(words[0]),
        Integer.parseInt(words[1]),
        duration(words[2]),
        duration(words[3]));
  }

  private static String text(Optional<Duration> duration) {
    return duration.map(time -> Long.toString(time.toMillis())).orElse(NONE);
  }

  private static Optional<Duration> duration(String word) {
    return word.equals(NONE)
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(word)));
  }
}
