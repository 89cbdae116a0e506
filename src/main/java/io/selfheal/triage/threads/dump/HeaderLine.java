package io.selfheal.triage.threads.dump;

import java.time.Duration;
import java.util.Optional;

/**
 * The first line of a thread: {@code "main" #1 [4270] prio=5 os_prio=0 cpu=64.03ms elapsed=2.51s
 * allocated=317K ... nid=0x106f runnable}.
 */
final class HeaderLine {
  private HeaderLine() {}

  /** Empty when the line begins none. */
  static Optional<ThreadDraft> printed(String line) {
    int numbered = line.lastIndexOf("\" #");
    int end = numbered > 0 ? numbered : Math.max(line.lastIndexOf("\" os_prio="), plainEnd(line));
    if (end < 1) {
      return Optional.empty();
    }
    String tail = line.substring(end + 1);
    long number = numbered > 0 ? number(tail, 2) : 0;
    ThreadKind kind = numbered > 0 ? ThreadKind.PLATFORM : ThreadKind.JVM;
    return Optional.of(
        new ThreadDraft(new ThreadId(line.substring(1, end), number), kind, times(tail)));
  }

  /** A JVM that knows no priorities of the system. */
  private static int plainEnd(String line) {
    return Math.max(line.lastIndexOf("\" cpu="), line.lastIndexOf("\" prio="));
  }

  /**
   * {@code #41 "name" virtual RUNNABLE 2026-11-26T16:51:56.8Z}; before JDK 25 without the state.
   */
  static Optional<ThreadDraft> toFile(String line) {
    int open = line.indexOf(" \"");
    int end = line.lastIndexOf('"');
    if (!line.startsWith("#") || open < 2 || end <= open + 1) {
      return Optional.empty();
    }
    String[] tail = line.substring(end + 1).trim().split(" ", -1);
    boolean virtual = tail[0].equals("virtual");
    ThreadDraft draft =
        new ThreadDraft(
            new ThreadId(line.substring(open + 2, end), number(line, 1)),
            virtual ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM,
            ThreadTimes.UNKNOWN);
    draft.state(state(tail[virtual && tail.length > 1 ? 1 : 0]));
    return Optional.of(draft);
  }

  static Optional<Thread.State> state(String text) {
    for (Thread.State state : Thread.State.values()) {
      if (text.startsWith(state.name())) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** The digits from there on; 0 when there are none. */
  static long number(String text, int from) {
    long number = 0;
    for (int at = from; at < text.length() && at < from + 18; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static ThreadTimes times(String tail) {
    return new ThreadTimes(
        decimal(tail, " cpu=", "ms").map(ms -> Duration.ofNanos((long) (ms * 1e6))),
        decimal(tail, " elapsed=", "s").map(seconds -> Duration.ofNanos((long) (seconds * 1e9))),
        bytes(tail));
  }

  private static Optional<Double> decimal(String tail, String key, String unit) {
    return word(tail, key)
        .filter(word -> word.endsWith(unit))
        .map(word -> word.substring(0, word.length() - unit.length()))
        .flatMap(HeaderLine::parsed);
  }

  private static Optional<Long> bytes(String tail) {
    return word(tail, " allocated=")
        .filter(word -> !word.isEmpty())
        .map(word -> number(word, 0) * unit(word.charAt(word.length() - 1)));
  }

  private static long unit(char letter) {
    return switch (letter) {
      case 'K' -> 1L << 10;
      case 'M' -> 1L << 20;
      case 'G' -> 1L << 30;
      default -> 1;
    };
  }

  private static Optional<String> word(String tail, String key) {
    int at = tail.indexOf(key);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + key.length();
    int end = tail.indexOf(' ', from);
    return Optional.of(tail.substring(from, end < 0 ? tail.length() : end));
  }

  private static Optional<Double> parsed(String number) {
    try {
      double value = Double.parseDouble(number);
      return value >= 0 && value < 1e12 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
