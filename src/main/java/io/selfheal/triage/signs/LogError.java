package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as a line of a log has it, without its values: the exception's class, and of the message
 * only what a programmer wrote.
 *
 * @param exception empty when the line only says that it is an error
 */
record LogError(Fault fault, String exception, String shape) {
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "(?<![\\w$])((?:[a-z_$][\\w$]{0,60}+\\.){1,12}[A-Z][\\w$]{0,100}?(?:Exception|Error|Throwable))"
              + "(?![\\w.$])(?::"
              + " ?(.{0,400}))?");
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?<![\\w./-])(?:ERROR|FATAL|SEVERE)(?![\\w./])[\\]\\s:|,\"-]{0,6}(.{0,400})");

  /** Most lines have none of them, and are done with at once. */
  private static final List<String> HINTS =
      List.of("Exception", "Error", "Throwable", "ERROR", "FATAL", "SEVERE");

  private static final Pattern FRAME =
      Pattern.compile(
          "\\s{0,20}at"
              + " (?:[\\w.$-]{1,100}(?:@[\\w.+-]{1,40})?/){0,3}"
              + "((?:[\\w$]{1,100}\\.){1,14}[\\w$<>]{1,100})\\([^)]{0,200}\\).*");
  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?:java|javax|jdk|sun|com\\.sun|jakarta"
              + "|org\\.springframework|org\\.apache|io\\.netty|reactor)\\..*");
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";
  private static final int FRAMES = 60;
  private static final int SHAPE = 120;

  private static final Pattern WORD = Pattern.compile("\\S+");

  /** What no plain word has. */
  private static final Pattern SIGN = Pattern.compile("[^\\p{L}.,;:!?_'-]");

  /** Words of that length and longer are none. */
  private static final int VALUE = 25;

  static Optional<LogError> of(String line) {
    if (HINTS.stream().noneMatch(line::contains) || FRAME.matcher(line).matches()) {
      return Optional.empty();
    }
    Matcher exception = EXCEPTION.matcher(line);
    if (exception.find()) {
      return Optional.of(
          of(exception.group(1), Optional.ofNullable(exception.group(2)).orElse("")));
    }
    Matcher level = LEVEL.matcher(line);
    return level.find()
        ? Optional.of(new LogError(Fault.LOGGED_ERROR, "", shape(level.group(1))))
        : Optional.empty();
  }

  private static LogError of(String exception, String message) {
    return exception.equals(OUT_OF_MEMORY)
        ? new LogError(memory(message), exception, kind(message))
        : new LogError(Fault.LOGGED_ERROR, exception, shape(message));
  }

  private static Fault memory(String message) {
    return switch (kind(message)) {
      case "direct buffer memory" -> Fault.DIRECT_MEMORY;
      case "unable to create native thread" -> Fault.THREAD_LEAK;
      case "GC overhead limit exceeded" -> Fault.GC_THRASH;
      case "Metaspace" -> Fault.CLASS_LOADER_LEAK;
      default -> Fault.OUT_OF_MEMORY;
    };
  }

  /** HotSpot's own words, without their numbers. */
  private static String kind(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("direct buffer memory")) {
      return "direct buffer memory";
    }
    if (text.contains("native thread")) {
      return "unable to create native thread";
    }
    if (text.contains("overhead limit")) {
      return "GC overhead limit exceeded";
    }
    if (text.contains("metaspace") || text.contains("class space")) {
      return "Metaspace";
    }
    return text.contains("array size") ? "an array too large" : "Java heap space";
  }

  /** The first place below a line that is in nobody's library; else the first of all. */
  static Optional<String> place(List<String> lines, int from) {
    Optional<String> first = Optional.empty();
    for (int at = from; at < Math.min(lines.size(), from + FRAMES); at++) {
      Matcher frame = FRAME.matcher(lines.get(at));
      if (!frame.matches()) {
        break;
      }
      String method = frame.group(1);
      if (!LIBRARY.matcher(method).matches()) {
        return Optional.of(method);
      }
      first = first.or(() -> Optional.of(method));
    }
    return first;
  }

  /**
   * What is quoted, is a value, or has a digit or no letter in it is somebody's; a word is the
   * programmer's.
   */
  private static String shape(String message) {
    String text =
        message
            .replaceAll("\\\\[nrt].*", "")
            .replaceAll(
                "\"[^\"]*\"?|(?<![\\p{L}\\d])'[^']*'|`[^`]*`?|<[^>]*>?"
                    + "|\\[[^\\]]*]?|\\{[^}]*}?|\\([^)]*\\)?",
                "_")
            .replaceAll("[=:]\\s*[^\\s,;]+", " _");
    String shape =
        WORD.matcher(text)
            .replaceAll(word -> ofProgrammer(word.group()) ? "$0" : "_")
            .replaceAll("_(?:[\\s.,;:-]*+_)*+", "_")
            .strip();
    return shape.length() > SHAPE ? shape.substring(0, SHAPE) : shape;
  }

  private static boolean ofProgrammer(String word) {
    return word.length() < VALUE && !SIGN.matcher(word).find();
  }

  int confidence() {
    return switch (fault) {
      case DIRECT_MEMORY -> 60;
      case THREAD_LEAK, CLASS_LOADER_LEAK, GC_THRASH -> 50;
      case OUT_OF_MEMORY -> 45;
      default -> exception.isEmpty() ? 20 : 30;
    };
  }

  String text() {
    String what = exception.isEmpty() ? "an error" : "`" + exception + "`";
    return shape.isEmpty() || shape.equals("_")
        ? what
        : what + " (" + shape.replace("_", "...") + ")";
  }
}
