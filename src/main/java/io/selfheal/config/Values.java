package io.selfheal.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the texts of a configuration file read as values. */
final class Values {
  static final String DURATION = "a duration as 90s, 15m, 1h30m or 2d";
  static final String RATE = "a number from 1 to " + Rate.MOST + " and a length of time as 2/1h";
  static final String BYTES = "a size as 512MiB or 20GiB";

  private static final Pattern DURATION_PATTERN =
      Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");
  private static final Pattern RATE_PATTERN = Pattern.compile("(\\d{1,3})/(.+)");
  private static final Pattern BYTES_PATTERN = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB|TiB)");
  private static final Map<String, Integer> SHIFT =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

  private Values() {}

  /** The number within its bounds, or null. */
  static Integer integer(JsonNode node, int least, int most) {
    long value = node.isIntegralNumber() ? node.longValue() : Long.MIN_VALUE;
    return value >= least && value <= most ? (Integer) (int) value : null;
  }

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION_PATTERN.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(number(matcher.group(1)))
            .plusHours(number(matcher.group(2)))
            .plusMinutes(number(matcher.group(3)))
            .plusSeconds(number(matcher.group(4))));
  }

  static Optional<Rate> rate(String text) {
    Matcher matcher = RATE_PATTERN.matcher(text);
    return matcher.matches()
        ? duration(matcher.group(2)).flatMap(within -> rate(number(matcher.group(1)), within))
        : Optional.empty();
  }

  private static Optional<Rate> rate(long most, Duration within) {
    return most < 1 || most > Rate.MOST || within.isZero()
        ? Optional.empty()
        : Optional.of(new Rate((int) most, within));
  }

  static Optional<Long> bytes(String text) {
    Matcher matcher = BYTES_PATTERN.matcher(text);
    return matcher.matches()
        ? shifted(Long.parseLong(matcher.group(1)), SHIFT.get(matcher.group(2)))
        : Optional.empty();
  }

  private static Optional<Long> shifted(long number, int bits) {
    boolean fits = number <= Long.MAX_VALUE >> bits;
    return fits ? Optional.of(number << bits) : Optional.empty();
  }

  static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<URI> httpUri(String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
