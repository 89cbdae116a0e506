package io.selfheal.triage.signs;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of what a JVM writes when it crashes: {@code hs_err_pid*.log}. */
final class CrashSigns {
  private static final Pattern SIGNAL =
      Pattern.compile("(?m)^#  ((?:SIG\\w+|EXCEPTION_\\w+|Internal Error)) ?(\\([^)\\n]*\\))");
  private static final Pattern FRAME =
      Pattern.compile("(?m)^# Problematic frame:\\R# {1,9}(\\S{1,99}) {1,9}(.{1,300})$");
  private static final Pattern LIBRARY = Pattern.compile("\\[([^\\]+]+)\\+0x[0-9a-f]+]\\s*([^(]*)");
  private static final Pattern METHOD = Pattern.compile("([\\w.$/]+\\.[\\w$<>]+)\\(");
  private static final Pattern MEMORY =
      Pattern.compile("(?m)^# There is insufficient memory .*\\R#.*?(\\d{1,18}) bytes");

  private CrashSigns() {}

  static List<Finding> of(String text, String source) {
    Matcher memory = MEMORY.matcher(text);
    if (memory.find()) {
      return List.of(insufficient(memory, source));
    }
    Matcher signal = SIGNAL.matcher(text);
    if (!signal.find()) {
      return List.of();
    }
    List<String> backing = new ArrayList<>();
    backing.add(source + ": " + signal.group(1) + " " + signal.group(2));
    Optional<String> place = place(text);
    place.ifPresent(where -> backing.add(source + ": problematic frame " + where));
    String sentence =
        "The JVM crashed with "
            + signal.group(1)
            + place.map(where -> " in `" + where + "`").orElse("");
    return List.of(new Finding(Fault.CRASH, 75, sentence, backing));
  }

  private static Finding insufficient(Matcher memory, String source) {
    String wanted = Figures.bytes(Long.parseLong(memory.group(1)));
    return new Finding(
        Fault.NATIVE_MEMORY,
        60,
        "The system gave the JVM no more native memory, and it ended",
        List.of(source + ": refused " + wanted));
  }

  private static Optional<String> place(String text) {
    Matcher frame = FRAME.matcher(text);
    if (!frame.find()) {
      return Optional.empty();
    }
    Matcher library = LIBRARY.matcher(frame.group(2));
    if (library.find()) {
      return Optional.of((library.group(1) + " " + library.group(2)).strip());
    }
    Matcher method = METHOD.matcher(frame.group(2));
    return method.find() ? Optional.of(method.group(1)) : Optional.empty();
  }
}
