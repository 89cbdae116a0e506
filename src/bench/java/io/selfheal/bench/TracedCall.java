package io.selfheal.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One request to the API server, and its answer so far. */
final class TracedCall {
  private static final Pattern LINE =
      Pattern.compile("((?:GET|POST|PUT|PATCH|DELETE) \\S+) HTTP/1\\.1\r");
  private static final Pattern COMMAND = Pattern.compile("[?&]command=([^&]*)");
  private static final String SWITCHED = "HTTP/1.1 101";
  private static final Pattern DUMPED = Pattern.compile("bytes in ([0-9.,]+ secs)");
  private static final int HEARD = 4_096;
  private static final int SHOWN = 110;

  private final String line;
  private final Instant begun = Instant.now();
  private final StringBuilder heard = new StringBuilder();
  private Instant answered = begun;
  private long bytes;
  private volatile boolean upgraded;

  TracedCall(String line) {
    this.line = line;
  }

  /** Method and path; empty where no request begins. */
  static String requestLine(byte[] buffer, int length) {
    String text = new String(buffer, 0, Math.min(length, HEARD), StandardCharsets.ISO_8859_1);
    Matcher found = LINE.matcher(text);
    return found.lookingAt() ? found.group(1) : "";
  }

  static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  Instant begun() {
    return begun;
  }

  boolean upgraded() {
    return upgraded;
  }

  synchronized void answered(byte[] buffer, int length) {
    answered = Instant.now();
    bytes += length;
    if (heard.length() < HEARD) {
      heard.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      upgraded |= heard.indexOf(SWITCHED) == 0;
    }
  }

  synchronized String text() {
    Matcher dumped = DUMPED.matcher(heard);
    return "%6d ms %9.3f MB  %s%s"
        .formatted(
            millis(begun, answered),
            bytes / 1e6,
            what(),
            dumped.find() ? "; its own time: " + dumped.group(1) : "");
  }

  private String what() {
    String command =
        COMMAND.matcher(line).results().map(TracedCall::word).collect(Collectors.joining(" "));
    String what = command.isEmpty() ? line : "exec " + command;
    return what.length() <= SHOWN ? what : what.substring(0, SHOWN) + "...";
  }

  private static String word(MatchResult argument) {
    return URLDecoder.decode(argument.group(1), StandardCharsets.UTF_8);
  }
}
